/**
 * What tests of the desktop stand on. Entry types: {@link io.maxiofs.desktop.testing.DesktopTest} for screens, against a
 * real server and without a display; {@link io.maxiofs.desktop.testing.DirectUiThread} for view models, without a toolkit.
 */
@NullMarked
package io.maxiofs.desktop.testing;

import org.jspecify.annotations.NullMarked;
