/**
 * Access control lists of buckets and objects as a grid, for the screens of both. Entry types: {@link
 * io.maxiofs.desktop.screen.acl.AclViewModel}, {@link io.maxiofs.desktop.screen.acl.AclView}. Used on the user interface
 * thread; {@link io.maxiofs.desktop.screen.acl.AclPort} is called elsewhere. Does nothing on disk.
 */
@NullMarked
package io.maxiofs.desktop.screen.acl;

import org.jspecify.annotations.NullMarked;
