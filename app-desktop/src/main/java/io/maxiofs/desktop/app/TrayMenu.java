package io.maxiofs.desktop.app;

import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Navigator.Place;
import io.maxiofs.desktop.fx.UiThread;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.platform.Tray;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.shell.ServerStateViewModel;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.SupervisorState;
import io.maxiofs.server.admin.api.AlertDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/** The tray of the application: how the server stands and what is done most. Used on the user interface thread. */
final class TrayMenu {
    private final Texts texts;
    private final UiThread ui;
    private final Desktop desktop;
    private final Runnable showWindow;
    private final RecentBuckets recent;
    private final Set<String> told = new HashSet<>();
    private @Nullable Tray tray;
    private @Nullable Status status;

    TrayMenu(Texts texts, UiThread ui, Desktop desktop, RecentBuckets recent, Runnable showWindow) {
        this.texts = texts;
        this.ui = ui;
        this.desktop = desktop;
        this.recent = recent;
        this.showWindow = showWindow;
    }

    /**
     * Whether there is a tray.
     *
     * @param opening opens it, given what a click on its icon does
     */
    boolean open(Function<Runnable, Tray> opening) {
        Tray opened = opening.apply(() -> ui.run(showWindow));
        tray = opened;
        recent.names().addListener((ListChangeListener<String>) change -> refresh());
        desktop.shell().model().alerts().addListener((ListChangeListener<AlertDocument>) change -> alertsChanged());
        refresh();
        return opened.isShown();
    }

    boolean isShown() {
        return tray != null && tray.isShown();
    }

    void show(Status next) {
        SupervisorState before = status == null ? null : status.state();
        status = next;
        refresh();
        if (before != next.state() && ServerStateViewModel.tone(next.state()) == StatusPill.Tone.BAD) {
            String key =
                    "supervisor." + next.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
            say(texts.get("app.name"), texts.get(key + ".title"), true);
        }
    }

    /** @param inOrder whether the server ended in order */
    void ejected(boolean inOrder) {
        say(
                texts.get("tray.ejected.title"),
                texts.get(inOrder ? "servers.ejected" : "servers.ejected.forced"),
                !inOrder);
    }

    /** This session is in front now. */
    void opened(Session session) {
        recent.follow(session);
        refresh();
    }

    /** Asks again for what the menu offers. */
    void look() {
        recent.load();
    }

    private void alertsChanged() {
        for (AlertDocument alert : desktop.shell().model().alerts()) {
            if (alert.times().mutedUntil() == null && told.add(alert.id())) {
                say(
                        texts.server().title(alert),
                        texts.server().sentence(alert),
                        !alert.severity().equals("info"));
            }
        }
        refresh();
    }

    private void say(String title, String text, boolean urgent) {
        if (tray != null) {
            tray.notify(title, text, urgent);
        }
    }

    /** What the menu offers may have changed. */
    void refresh() {
        Tray shown = tray;
        if (shown == null || !shown.isShown()) {
            return;
        }
        SupervisorState state = status == null ? SupervisorState.STOPPED : status.state();
        String line = texts.get("tray.status", ServerStateViewModel.word(texts, state));
        shown.show(new Tray.Content(shape(state), line, items(state, line)));
    }

    private static Tray.Shape shape(SupervisorState state) {
        return switch (ServerStateViewModel.tone(state)) {
            case GOOD -> Tray.Shape.GOOD;
            case BUSY -> Tray.Shape.BUSY;
            case WARNING -> Tray.Shape.WARNING;
            case BAD -> Tray.Shape.BAD;
            case NEUTRAL -> Tray.Shape.STOPPED;
        };
    }

    private List<Tray.Item> items(SupervisorState state, String line) {
        List<Tray.Item> items = new ArrayList<>();
        items.add(Tray.Item.text(line));
        items.add(Tray.Item.SEPARATOR);
        items.add(item("tray.open", showWindow));
        Optional<Session> session = desktop.session();
        if (session.isPresent()) {
            items.add(item(
                    "tray.copy-endpoint", () -> copy(session.get().s3Endpoint().toString())));
            items.add(item("tray.connect", () -> go(ScreenId.CONNECT)));
            items.add(item("nav.buckets", () -> go(ScreenId.BUCKETS)));
            if (!recent.names().isEmpty()) {
                items.add(Tray.Item.menu(
                        texts.get("tray.recent"),
                        recent.names().stream().map(this::bucket).toList()));
            }
            int alerts = desktop.shell().model().alerts().size();
            items.add(Tray.Item.of(texts.get("shell.alerts", alerts), onUi(() -> go(ScreenId.AUDIT))));
        }
        desktop.local().ifPresent(host -> {
            items.add(Tray.Item.SEPARATOR);
            if (state.isIdle()) {
                items.add(item("supervisor.action.start", host::start));
            } else {
                items.add(item("tray.restart", host::restart));
                items.add(item("tray.stop", host::stop));
                items.add(item("tray.eject", host::eject));
            }
        });
        items.add(Tray.Item.SEPARATOR);
        items.add(item("shell.quit", () -> {
            showWindow.run();
            desktop.quit();
        }));
        return items;
    }

    private Tray.Item item(String key, Runnable run) {
        return Tray.Item.of(texts.get(key), onUi(run));
    }

    private Runnable onUi(Runnable run) {
        return () -> ui.run(run);
    }

    private Tray.Item bucket(String name) {
        return Tray.Item.of(name, onUi(() -> go(Place.of(ScreenId.OBJECTS, Place.BUCKET, name))));
    }

    private void go(ScreenId screen) {
        go(Place.of(screen));
    }

    private void go(Place place) {
        showWindow.run();
        desktop.shell().navigator().go(place);
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    void close() {
        if (tray != null) {
            tray.close();
        }
    }
}
