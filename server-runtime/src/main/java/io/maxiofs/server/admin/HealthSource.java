package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.ServerOverview;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the server is, and what may be done about it. Safe on any thread; may ask the disk. */
public interface HealthSource {

    HealthDocument findings();

    /** Id of the store; empty for one without. */
    String instance();

    List<ServerOverview.Address> addresses();

    ServerOverview.Space space();

    /** What may be done with scrubs; null if the store has none. */
    @Nullable ScrubControl scrubs();

    /** Texts for whoever is to help, by name of a file; without secrets. */
    Map<String, String> diagnostics();

    /** Begins, stops and plans scrubs; lasting over restarts. */
    interface ScrubControl {
        void start();

        void pause();

        void resume();

        /**
         * Sets the hours of the day in which scrubs run.
         *
         * @param window such as {@code 01:00-05:00}; empty for any time
         * @throws IllegalArgumentException if the text is none
         */
        void window(String window);
    }
}
