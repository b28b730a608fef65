/**
 * What every screen stands on: the way to and from the user interface thread, work in the background, loading states,
 * dialogs, notices and the theme. Entry types: {@link io.maxiofs.desktop.fx.UiThread}, {@link
 * io.maxiofs.desktop.fx.Background}, {@link io.maxiofs.desktop.fx.StatePane}.
 *
 * <p>Only {@link io.maxiofs.desktop.fx.FxUiThread} puts work on JavaFX's thread. Everything that is observable changes on
 * that thread only.
 */
@NullMarked
package io.maxiofs.desktop.fx;

import org.jspecify.annotations.NullMarked;
