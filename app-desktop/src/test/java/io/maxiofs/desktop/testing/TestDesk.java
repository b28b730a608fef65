package io.maxiofs.desktop.testing;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.Desk;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;

/** What a view model needs, without a toolkit and without a server; English, UTC, one moment. */
public final class TestDesk {
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final DirectUiThread ui = new DirectUiThread();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeNotices notices = new FakeNotices();
    private final Background background = new Background(ui);
    private final Desk desk =
            new Desk(ui, background, Texts.of(Locale.US, ZoneOffset.UTC), dialogs, notices, InstantSource.fixed(NOW));

    public Desk desk() {
        return desk;
    }

    public FakeDialogs dialogs() {
        return dialogs;
    }

    public FakeNotices notices() {
        return notices;
    }

    /** Returns when nothing runs in the background any more. */
    public void settle() {
        Await.until("nothing runs any more", () -> {
            boolean[] idle = {false};
            ui.run(() -> idle[0] = background.running().isEmpty());
            return idle[0];
        });
    }
}
