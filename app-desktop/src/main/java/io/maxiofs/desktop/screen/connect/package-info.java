/**
 * Connecting other programs: ready steps for a bucket and a key, and whether the first request came through. Entry type:
 * {@link io.maxiofs.desktop.screen.connect.ConnectScreen}. Secrets of keys made here are kept in memory until the session
 * ends. Used on the user interface thread; what takes time runs in the background.
 */
@NullMarked
package io.maxiofs.desktop.screen.connect;

import org.jspecify.annotations.NullMarked;
