package io.maxiofs.server;

import io.maxiofs.base.DayWindow;
import io.maxiofs.server.admin.HealthSource;
import io.maxiofs.server.database.ObservationTables;
import io.maxiofs.storage.engine.ScrubSchedule;
import java.time.ZoneId;

/** What somebody chose about scrubs while the server ran; kept in the database and applied at the next start. */
final class ScrubChoices implements HealthSource.ScrubControl {
    private static final String PAUSED = "scrub.paused";
    private static final String WINDOW = "scrub.window";

    private final ScrubSchedule scrubs;
    private final ObservationTables tables;
    private volatile String window;

    /** @param configured the window of the settings, which holds until somebody chooses another */
    ScrubChoices(ScrubSchedule scrubs, ObservationTables tables, String configured) {
        this.scrubs = scrubs;
        this.tables = tables;
        this.window = tables.choice(WINDOW).orElse(configured);
        apply(window);
        if (tables.choice(PAUSED).filter("true"::equals).isPresent()) {
            scrubs.pause();
        }
    }

    private void apply(String text) {
        scrubs.window(text.isEmpty() ? null : DayWindow.parse(text, ZoneId.systemDefault()));
    }

    String window() {
        return window;
    }

    @Override
    public void start() {
        tables.saveChoice(PAUSED, "false");
        scrubs.resume();
        scrubs.demand();
    }

    @Override
    public void pause() {
        tables.saveChoice(PAUSED, "true");
        scrubs.pause();
    }

    @Override
    public void resume() {
        tables.saveChoice(PAUSED, "false");
        scrubs.resume();
    }

    @Override
    public void window(String text) {
        apply(text);
        tables.saveChoice(WINDOW, text);
        window = text;
    }
}
