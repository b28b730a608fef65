/**
 * Pictures of every screen, light and dark, empty, filled and failing, from a real server that is made for it in a
 * temporary directory and removed afterwards. Entry type: {@link io.maxiofs.desktop.screenshot.Screenshots}, a program of
 * its own that draws without a display.
 */
@NullMarked
package io.maxiofs.desktop.screenshot;

import org.jspecify.annotations.NullMarked;
