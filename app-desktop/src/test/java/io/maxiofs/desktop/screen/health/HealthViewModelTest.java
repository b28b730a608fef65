package io.maxiofs.desktop.screen.health;

import static io.maxiofs.desktop.screen.health.FakeHealth.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HealthViewModelTest {
    private final FakeHealth source = new FakeHealth();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeNotices notices = new FakeNotices();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final HealthViewModel model = new HealthViewModel(
            source,
            new Background(new DirectUiThread()),
            dialogs,
            notices,
            Texts.of(Locale.US, ZoneOffset.UTC),
            now::get);

    private HealthDocument loaded() {
        model.load();
        Await.until(
                "loaded",
                () -> model.stateProperty().get().equals(LoadState.LOADED)
                        && model.healthProperty().get() != null);
        return Objects.requireNonNull(model.healthProperty().get());
    }

    private static MetricsDocument metrics() {
        return new MetricsDocument(
                NOW,
                1000,
                new MetricsDocument.Traffic(0, 0, 0, 0, 0, 0, 0, 0),
                List.of(),
                List.of(),
                new MetricsDocument.Load(0, 0, 0, 0, List.of()),
                new MetricsDocument.Disk(null, null, 0, 0, 0, 0),
                new MetricsDocument.Memory(64L << 20, 512L << 20, 32L << 20, 20, 0));
    }

    @Test
    void saysWhatWasFoundAndWhen() {
        HealthDocument health = loaded();
        assertThat(model.verdict(health)).isEqualTo("Data or service is in danger");
        assertThat(model.tone(health.verdict())).isEqualTo(Tone.BAD);
        assertThat(model.scrubTimes(health.scrub()))
                .isEqualTo("Everything was last checked 24 hours ago. The next check begins in 1 hour.");
        assertThat(model.scrubFaults(health.scrub())).isEqualTo("One fault was found.");
        assertThat(model.index(health.index())).startsWith("Written 2 minutes ago");
        assertThat(model.certificate()).contains("Nov 22, 2026", "AB:CD");
        assertThat(model.memory(metrics())).contains("64", "512");
    }

    @Test
    void theScrubIsStartedPausedAndResumed() {
        loaded();
        model.startScrub();
        Await.until(
                "busy",
                () -> source.state.equals("busy") && !model.actingProperty().get());
        model.pauseScrub();
        Await.until(
                "paused",
                () -> model.healthProperty().get() != null
                        && model.scrubState(Objects.requireNonNull(
                                                model.healthProperty().get())
                                        .scrub())
                                .equals("Paused"));
        model.resumeScrub();
        Await.until("waiting", () -> source.state.equals("waiting"));
        Await.until("told thrice", () -> notices.shown().size() == 3);
    }

    @Test
    void anAnswerThatWasUnderWayDoesNotBringBackWhatWasBefore() {
        loaded();
        CountDownLatch gate = new CountDownLatch(1);
        source.gate = gate;
        HealthDocument before = source.document();
        source.held = before;
        model.load();
        Await.until("it is asked", () -> source.asked.get() == 2);
        source.held = null;
        source.gate = new CountDownLatch(0);
        model.pauseScrub();
        Await.until("told", () -> notices.shown().size() == 1);
        gate.countDown();
        Await.until(
                "asked anew and answered",
                () -> source.asked.get() == 3 && model.stateProperty().get().equals(LoadState.LOADED));
        assertThat(Objects.requireNonNull(model.healthProperty().get()).scrub().state())
                .isEqualTo("paused");
    }

    @Test
    void aRefusalIsTold() {
        loaded();
        source.refuses = true;
        model.startScrub();
        Await.until("told", () -> !dialogs.errors().isEmpty());
        assertThat(dialogs.errors().getFirst()).contains("not now");
        assertThat(model.actingProperty().get()).isFalse();
    }

    @Test
    void hoursAreCheckedBeforeTheyAreSent() {
        loaded();
        assertThat(model.windowFault("at night")).isNotNull();
        assertThat(model.windowFault("25:00-05:00")).isNotNull();
        assertThat(model.windowFault(" ")).isNull();
        dialogs.answering("01:00-05:00");
        model.askWindow();
        Await.until("set", () -> source.window.equals("01:00-05:00"));
    }

    @Test
    void asksHowFarARunningScrubIsButNotAtEveryMeasurement() {
        source.state = "busy";
        loaded();
        int before = source.asked.get();
        model.measured(metrics());
        assertThat(source.asked.get()).isEqualTo(before);
        now.set(NOW.plusSeconds(3));
        model.measured(metrics());
        Await.until("asked again", () -> source.asked.get() == before + 1);
    }

    @Test
    void savesDiagnostics() {
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path file = folder.path().resolve("diagnostics.zip");
            model.saveDiagnostics(file);
            Await.until("saved", () -> notices.shown().size() == 1);
            assertThat(file).content().isEqualTo("PK");
        }
    }
}
