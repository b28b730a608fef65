package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.supervisor.Status;
import io.maxiofs.desktop.supervisor.SupervisorState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says in words how the server of this computer stands and what can be done about it. */
public final class ServerStateViewModel {
    private final Texts texts;
    private final ServerControls controls;
    private final InstantSource clock;

    /** A thing to do, named by what it does. */
    public record Action(String id, String label, Runnable run) {}

    /**
     * All that is shown of a state.
     *
     * @param works what still works
     * @param tried what was tried or is going on; empty if nothing
     * @param detail in the server's own words; empty if it said nothing
     * @param busy whether something is going on
     * @param progress of it, from 0 to 1; {@link #UNKNOWN} while nobody knows
     * @param actions the primary one first
     */
    public record Page(
            Tone tone,
            String title,
            String works,
            String tried,
            String detail,
            boolean busy,
            double progress,
            List<Action> actions) {
        /** Of how much is done. */
        public static final double UNKNOWN = -1;

        public Page {
            actions = List.copyOf(actions);
        }

        /** Without a measure. */
        public Page(
                Tone tone,
                String title,
                String works,
                String tried,
                String detail,
                boolean busy,
                List<Action> actions) {
            this(tone, title, works, tried, detail, busy, UNKNOWN, actions);
        }
    }

    public ServerStateViewModel(Texts texts, ServerControls controls, InstantSource clock) {
        this.texts = texts;
        this.controls = controls;
        this.clock = clock;
    }

    public Page page(Status status) {
        String key = "supervisor." + key(status.state());
        return new Page(
                tone(status.state()),
                texts.get(key + ".title"),
                texts.get(key + ".works"),
                tried(status),
                status.detail(),
                status.state() == SupervisorState.STARTING || status.state() == SupervisorState.STOPPING,
                actions(status));
    }

    /** In one or two words, for the pill and the tray. */
    public static String word(Texts texts, SupervisorState state) {
        return texts.get("supervisor." + key(state) + ".word");
    }

    public static Tone tone(SupervisorState state) {
        return switch (state) {
            case STOPPED -> Tone.NEUTRAL;
            case STARTING, STOPPING -> Tone.BUSY;
            case RUNNING, ADOPTED -> Tone.GOOD;
            case DEGRADED, READ_ONLY -> Tone.WARNING;
            case DRIVE_MISSING, PORT_IN_USE, DATA_DIRECTORY_LOCKED, SCHEMA_TOO_NEW, CRASHED -> Tone.BAD;
        };
    }

    private static String key(SupervisorState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String tried(Status status) {
        Status.Owner owner = status.owner();
        Status.Crash crash = status.crash();
        return switch (status.state()) {
            case STARTING -> step(status);
            case STOPPING -> texts.get("supervisor.in-flight", status.inFlight());
            case PORT_IN_USE, DATA_DIRECTORY_LOCKED ->
                owner == null
                        ? texts.get("supervisor.owner-unknown")
                        : texts.get("supervisor.owner", owner.program(), String.valueOf(owner.pid()));
            case CRASHED -> crash == null ? "" : crashed(crash);
            default -> "";
        };
    }

    private String step(Status status) {
        String key = "supervisor.step." + status.step();
        String name = texts.has(key) ? texts.get(key) : status.step();
        return status.step().equals("recovery") ? texts.get("supervisor.recovery", records(status.detail())) : name;
    }

    private String records(String text) {
        return text.matches("\\d{1,18}") ? texts.formats().number(Long.parseLong(text)) : text;
    }

    private String crashed(Status.Crash crash) {
        Instant retry = crash.retry();
        return retry == null
                ? texts.get("supervisor.gave-up", crash.count())
                : texts.get(
                        "supervisor.retry",
                        crash.count(),
                        texts.formats().duration(max(Duration.between(clock.instant(), retry), Duration.ofSeconds(1))));
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private List<Action> actions(Status status) {
        List<Action> actions = new ArrayList<>();
        switch (status.state()) {
            case STOPPED -> actions.add(action("start", "supervisor.action.start", controls::start));
            case STARTING -> actions.add(action("stop", "supervisor.action.stop", controls::stop));
            case STOPPING -> actions.add(action("force", "supervisor.action.force", controls::stop));
            case PORT_IN_USE -> {
                actions.add(action("retry", "action.retry", controls::start));
                actions.add(action("port", "supervisor.action.port", controls::choosePort));
            }
            case CRASHED -> crashActions(status, actions);
            case DRIVE_MISSING, DATA_DIRECTORY_LOCKED, SCHEMA_TOO_NEW ->
                actions.add(action("retry", "action.retry", controls::start));
            case RUNNING, ADOPTED, DEGRADED, READ_ONLY ->
                actions.add(action("stop", "supervisor.action.stop", controls::stop));
        }
        actions.add(action("log", "supervisor.action.log", controls::openLog));
        return actions;
    }

    private void crashActions(Status status, List<Action> actions) {
        Status.Crash crash = status.crash();
        actions.add(action("start", "supervisor.action.start-now", controls::start));
        if (crash != null && crash.retry() == null) {
            actions.add(action("safe", "supervisor.action.safe", controls::startSafely));
        }
        if (crash != null && crash.report() != null) {
            Path report = crash.report();
            actions.add(action("report", "supervisor.action.report", () -> controls.open(report)));
        }
    }

    private Action action(String id, String key, Runnable run) {
        return new Action(id, texts.get(key), run);
    }
}
