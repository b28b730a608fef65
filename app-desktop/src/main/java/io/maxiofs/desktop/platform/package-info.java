/**
 * What differs from system to system: who has a port, the tray, the start at login, opening folders. Each is an interface
 * with a provider per system and a fallback. The only package that may use {@code java.awt}. Entry types: {@link
 * io.maxiofs.desktop.platform.PortOwners} and the like.
 */
@NullMarked
package io.maxiofs.desktop.platform;

import org.jspecify.annotations.NullMarked;
