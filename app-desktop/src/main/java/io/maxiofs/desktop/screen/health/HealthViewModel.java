package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.ServerStatus;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** How the server is, and what can be done about it. Used on the user interface thread. */
final class HealthViewModel {
    private static final Pattern WINDOW = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d");
    private static final Duration WHILE_BUSY = Duration.ofSeconds(2);

    private final HealthSource source;
    private final Background background;
    private final Dialogs dialogs;
    private final Notices notices;
    private final Texts texts;
    private final InstantSource clock;
    private final Failures failures;
    private final Loader<Loaded> loader;
    private final ReadOnlyObjectWrapper<@Nullable HealthDocument> health = new ReadOnlyObjectWrapper<>(this, "health");
    private final ReadOnlyObjectWrapper<@Nullable MetricsDocument> measured =
            new ReadOnlyObjectWrapper<>(this, "measured");
    private final ReadOnlyBooleanWrapper acting = new ReadOnlyBooleanWrapper(this, "acting");
    private ServerStatus.@Nullable Tls certificate;
    private Instant asked = Instant.EPOCH;

    private record Loaded(HealthDocument health, ServerStatus.@Nullable Tls certificate) {}

    HealthViewModel(
            HealthSource source,
            Background background,
            Dialogs dialogs,
            Notices notices,
            Texts texts,
            InstantSource clock) {
        this.source = source;
        this.background = background;
        this.dialogs = dialogs;
        this.notices = notices;
        this.texts = texts;
        this.clock = clock;
        this.failures = new Failures(texts);
        this.loader = new Loader<>(background, failures::explain);
        loader.valueProperty().subscribe(this::arrived);
    }

    ReadOnlyObjectProperty<LoadState> stateProperty() {
        return loader.stateProperty();
    }

    /** Null until it was loaded once. */
    ReadOnlyObjectProperty<@Nullable HealthDocument> healthProperty() {
        return health.getReadOnlyProperty();
    }

    /** The last measurement; null until one came. */
    ReadOnlyObjectProperty<@Nullable MetricsDocument> measuredProperty() {
        return measured.getReadOnlyProperty();
    }

    /** While something about the scrub is being changed. */
    ReadOnlyBooleanProperty actingProperty() {
        return acting.getReadOnlyProperty();
    }

    void load() {
        asked = clock.instant();
        loader.load(
                texts.get("health.loading"),
                () -> new Loaded(source.findings(), source.overview().server().tls()));
    }

    private void arrived(@Nullable Loaded loaded) {
        if (loaded != null) {
            certificate = loaded.certificate();
            health.set(loaded.health());
        }
    }

    /** The server measured. While a scrub runs that is a reason to ask how far it is. */
    void measured(MetricsDocument metrics) {
        measured.set(metrics);
        HealthDocument known = health.get();
        boolean busy = known != null && known.scrub().state().equals("busy");
        boolean due = !asked.plus(WHILE_BUSY).isAfter(clock.instant());
        if (busy && due && loader.state().equals(LoadState.LOADED)) {
            load();
        }
    }

    Tone tone(String severity) {
        return switch (severity) {
            case "ok" -> Tone.GOOD;
            case "info" -> Tone.NEUTRAL;
            case "warning" -> Tone.WARNING;
            default -> Tone.BAD;
        };
    }

    /** What the worst finding means. */
    String verdict(HealthDocument document) {
        String key = "health.verdict." + document.verdict();
        return texts.has(key) ? texts.get(key) : document.verdict();
    }

    String severityName(String severity) {
        String key = "health.severity." + severity;
        return texts.has(key) ? texts.get(key) : severity;
    }

    String scrubState(HealthDocument.Scrub scrub) {
        String key = "health.scrub.state." + scrub.state().replace('_', '-');
        return texts.has(key) ? texts.get(key) : scrub.state();
    }

    Tone scrubTone(HealthDocument.Scrub scrub) {
        if (scrub.faults() > 0 || scrub.lastError() != null) {
            return Tone.BAD;
        }
        return scrub.state().equals("busy") ? Tone.BUSY : Tone.NEUTRAL;
    }

    /** When the last one ended, and when the next begins. */
    String scrubTimes(HealthDocument.Scrub scrub) {
        Instant last = scrub.last();
        Instant next = scrub.next();
        String before = last == null ? texts.get("health.scrub.never") : texts.get("health.scrub.last", age(last));
        return next == null ? before : before + " " + texts.get("health.scrub.next", age(next));
    }

    /** What was found. */
    String scrubFaults(HealthDocument.Scrub scrub) {
        String error = scrub.lastError();
        String found = texts.get("health.scrub.faults", scrub.faults());
        return error == null ? found : found + " " + texts.get("health.scrub.error", error);
    }

    /** How far it is, with amounts. */
    String scrubProgress(HealthDocument.Progress progress) {
        return texts.get(
                "health.scrub.progress",
                texts.formats().bytes(progress.bytesDone()),
                texts.formats().bytes(progress.bytesTotal()),
                texts.formats().percent(progress.percent() / 100.0));
    }

    String index(HealthDocument.Index index) {
        Long age = index.snapshotAgeSeconds();
        if (age == null) {
            return texts.get("health.index.never");
        }
        return texts.get(
                "health.index.age",
                texts.formats().duration(Duration.ofSeconds(age)),
                texts.formats().bytes(index.behindBytes()));
    }

    String certificate() {
        ServerStatus.Tls tls = certificate;
        return tls == null
                ? texts.get("health.certificate.none")
                : texts.get("health.certificate.until", texts.formats().date(tls.notAfter()), tls.sha256());
    }

    String memory(MetricsDocument metrics) {
        return texts.get(
                "health.memory.used",
                texts.formats().bytes(metrics.memory().heapUsedBytes()),
                texts.formats().bytes(metrics.memory().heapMaxBytes()),
                texts.formats().bytes(metrics.memory().otherUsedBytes()));
    }

    private String age(Instant then) {
        return texts.formats().age(then, clock.instant());
    }

    void startScrub() {
        act(source::startScrub, texts.get("health.scrub.started"));
    }

    void pauseScrub() {
        act(source::pauseScrub, texts.get("health.scrub.paused"));
    }

    void resumeScrub() {
        act(source::resumeScrub, texts.get("health.scrub.resumed"));
    }

    /** Asks for the hours in which everything is read. */
    void askWindow() {
        HealthDocument known = health.get();
        dialogs.ask(
                new Dialogs.Question(
                        texts.get("health.window.title"),
                        texts.get("health.window.label"),
                        known == null ? "" : known.scrub().window(),
                        texts.get("health.window.set"),
                        this::windowFault),
                typed -> act(() -> source.scrubWindow(typed.strip()), texts.get("health.window.done")));
    }

    /** What is wrong with hours; null if they may be sent. */
    @Nullable String windowFault(String typed) {
        String hours = typed.strip();
        return hours.isEmpty() || WINDOW.matcher(hours).matches() ? null : texts.get("health.window.fault");
    }

    private void act(Callable<HealthDocument> job, String success) {
        acting.set(true);
        background.run(
                texts.get("health.acting"),
                job,
                now -> {
                    acting.set(false);
                    health.set(now);
                    notices.success(success);
                    // In place of a load that was under way and would bring back what was before.
                    load();
                },
                failure -> {
                    acting.set(false);
                    dialogs.error(texts.get("health.not-done"), failures.explain(failure));
                });
    }

    /** Saves what whoever is to help needs, without secrets. */
    void saveDiagnostics(Path file) {
        background.run(
                texts.get("health.diagnostics.saving"),
                () -> {
                    try (OutputStream out = Files.newOutputStream(file)) {
                        source.diagnostics(out);
                    }
                    return file;
                },
                saved -> notices.success(texts.get("health.diagnostics.saved", saved.getFileName())),
                failure -> dialogs.error(texts.get("health.not-done"), failures.explain(failure)));
    }
}
