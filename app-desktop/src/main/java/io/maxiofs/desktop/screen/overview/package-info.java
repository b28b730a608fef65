/**
 * The first screen: is it safe, is it reachable. Entry type: {@link io.maxiofs.desktop.screen.overview.OverviewScreen}.
 * Used on the user interface thread; what takes time runs in the background.
 */
@NullMarked
package io.maxiofs.desktop.screen.overview;

import org.jspecify.annotations.NullMarked;
