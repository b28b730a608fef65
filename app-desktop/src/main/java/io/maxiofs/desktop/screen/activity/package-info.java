/**
 * What the server is doing now: charts of what it measures and, below, the requests it served. Entry type: {@link
 * io.maxiofs.desktop.screen.activity.ActivityScreen}. Used on the user interface thread; charts are drawn once a second
 * while the screen is in front and not at all otherwise.
 */
@NullMarked
package io.maxiofs.desktop.screen.activity;

import org.jspecify.annotations.NullMarked;
