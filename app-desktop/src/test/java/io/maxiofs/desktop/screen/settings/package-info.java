/** Tests of the settings screen. */
@NullMarked
package io.maxiofs.desktop.screen.settings;

import org.jspecify.annotations.NullMarked;
