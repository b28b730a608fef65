/**
 * The screens of the main window, each in a package of its own with a view (binding only) and a view model (no scene
 * graph). Entry types: {@link io.maxiofs.desktop.screen.ScreenTable}, where a screen is entered, and {@link
 * io.maxiofs.desktop.screen.ScreenContext}, which is all a screen gets. Used on the user interface thread.
 */
@NullMarked
package io.maxiofs.desktop.screen;

import org.jspecify.annotations.NullMarked;
