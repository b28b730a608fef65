/**
 * The screen of who may do what: users, keys, the grid of keys and buckets, groups, tenants and one's own second factor.
 * Entry type: {@link io.maxiofs.desktop.screen.access.AccessScreen}. Used on the user interface thread; {@link
 * io.maxiofs.desktop.screen.access.AccessPort} is called elsewhere. Secrets are shown once and kept nowhere.
 */
@NullMarked
package io.maxiofs.desktop.screen.access;

import org.jspecify.annotations.NullMarked;
