package io.maxiofs.desktop.fx;

import io.maxiofs.desktop.screen.ScreenId;
import java.util.Map;
import java.util.Optional;

/** Leads from one screen to another. Used on the user interface thread. */
public interface Navigator {

    /**
     * A screen and what it is to show.
     *
     * @param arguments by names the screen knows, see the constants
     */
    record Place(ScreenId screen, Map<String, String> arguments) {
        public static final String BUCKET = "bucket";
        public static final String PREFIX = "prefix";
        public static final String KEY = "key";
        public static final String TAB = "tab";
        public static final String FILTER = "filter";

        public Place {
            arguments = Map.copyOf(arguments);
        }

        public static Place of(ScreenId screen) {
            return new Place(screen, Map.of());
        }

        public static Place of(ScreenId screen, String name, String value) {
            return new Place(screen, Map.of(name, value));
        }

        public Optional<String> argument(String name) {
            return Optional.ofNullable(arguments.get(name));
        }
    }

    void go(Place place);

    default void go(ScreenId screen) {
        go(Place.of(screen));
    }

    /** Back to where the person came from; does nothing at the beginning. */
    void back();
}
