/**
 * The screen of what is on its way: transfers of this application, and unfinished uploads of all programs on the server.
 * Entry type: {@link io.maxiofs.desktop.screen.uploads.UploadsScreen}. Used on the user interface thread; the ports are
 * called elsewhere.
 */
@NullMarked
package io.maxiofs.desktop.screen.uploads;

import org.jspecify.annotations.NullMarked;
