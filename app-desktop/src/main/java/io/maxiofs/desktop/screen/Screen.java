package io.maxiofs.desktop.screen;

import io.maxiofs.desktop.fx.Navigator.Place;
import javafx.scene.Parent;

/**
 * One screen of the main window for one session. Made when it is first shown; {@link #close} is its last call. All calls
 * come on the user interface thread.
 */
public interface Screen extends AutoCloseable {

    ScreenId id();

    /** Always the same. */
    Parent view();

    /** Tells what to show; comes before {@link #shown()}, and again while it is shown. */
    default void open(Place place) {}

    /** It is in front now: load what is missing, begin to follow what changes. */
    void shown();

    /** It is not in front any more: stop drawing, stop following. */
    void hidden();

    /** The person asked for what is true now (F5). */
    void refresh();

    /** Puts the cursor into the filter (Ctrl+F); does nothing on a screen without one. */
    default void focusFilter() {}

    /** The session ends. */
    @Override
    default void close() {}
}
