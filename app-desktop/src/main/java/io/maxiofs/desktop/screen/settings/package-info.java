/**
 * The settings of the server, by category, with those that cannot be changed and why. Entry type: {@link
 * io.maxiofs.desktop.screen.settings.SettingsScreen}. Used on the user interface thread; what takes time runs in the
 * background.
 */
@NullMarked
package io.maxiofs.desktop.screen.settings;

import org.jspecify.annotations.NullMarked;
