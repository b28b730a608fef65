package io.maxiofs.desktop.screen.audit;

import static io.maxiofs.desktop.screen.audit.FakeAudit.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AuditViewModelTest {
    private final FakeAudit source = new FakeAudit();
    private final FakeNotices notices = new FakeNotices();
    private final FakeDialogs dialogs = new FakeDialogs();
    private final Background background = new Background(new DirectUiThread());
    private final Texts texts = Texts.of(Locale.US, ZoneOffset.UTC);
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final AuditViewModel model = new AuditViewModel(source, background, notices, texts, clock);
    private final AlertsViewModel alerts = new AlertsViewModel(source, background, dialogs, notices, texts, clock);

    private void loaded() {
        model.load();
        Await.until("loaded", () -> model.entries().size() == 2);
    }

    private void alertsLoaded() {
        alerts.load();
        Await.until("loaded", () -> alerts.deliveries().size() == 3);
    }

    @Test
    void theServerFilters() {
        loaded();
        assertThat(source.queries.getLast().from()).isEqualTo(NOW.minus(Duration.ofDays(7)));
        model.subjectProperty().set("bucket");
        model.resultProperty().set("refused");
        model.rangeProperty().set("all");
        model.textProperty().set(" photos ");
        loaded();
        Await.until("asked", () -> "photos".equals(source.queries.getLast().text()));
        assertThat(source.queries.getLast().action()).isEqualTo("bucket.");
        assertThat(source.queries.getLast().result()).isEqualTo("refused");
        assertThat(source.queries.getLast().from()).isNull();
    }

    @Test
    void olderOnesFollow() {
        loaded();
        assertThat(model.moreProperty().get()).isTrue();
        model.loadMore();
        Await.until("three", () -> model.entries().size() == 3);
        assertThat(model.moreProperty().get()).isFalse();
    }

    @Test
    void saysWhoAndEverythingElse() {
        loaded();
        assertThat(model.actorName(model.entries().getFirst())).isEqualTo("anna");
        assertThat(model.actorName(model.entries().getLast())).isEqualTo("This computer");
        assertThat(model.detail(model.entries().getFirst()))
                .isEqualTo("from 192.168.1.20 · with aws-cli · a: b · code: exists");
    }

    @Test
    void writesWhatFits() {
        loaded();
        try (TemporaryDirectory folder = new TemporaryDirectory()) {
            Path file = folder.path().resolve("audit.csv");
            model.export(file);
            Await.until("written", () -> notices.shown().size() == 1);
            assertThat(file).content().startsWith("time,actor");
        }
    }

    @Test
    void anAlertIsMutedForATimeAndSaysSo() {
        alertsLoaded();
        assertThat(alerts.stateName(alerts.alerts().getFirst())).isEqualTo("Now");
        assertThat(alerts.tone(alerts.alerts().getFirst())).isEqualTo(Tone.BAD);
        alerts.mute(alerts.alerts().getFirst(), Duration.ofHours(1));
        Await.until("muted", () -> alerts.isMuted(alerts.alerts().getFirst()));
        assertThat(source.mutes.getLast().until()).isEqualTo(NOW.plusSeconds(3600));
        assertThat(alerts.stateName(alerts.alerts().getFirst())).isEqualTo("Now, muted");
        alerts.unmute(alerts.alerts().getFirst());
        Await.until("not muted", () -> !alerts.isMuted(alerts.alerts().getFirst()));
    }

    @Test
    void saysHowEachWayOfTellingGoes() {
        alertsLoaded();
        assertThat(alerts.deliveryState(alerts.deliveries().get(0))).isEqualTo("Last sent 1 minute ago");
        assertThat(alerts.deliveryState(alerts.deliveries().get(1))).contains("The mail server does not answer");
        assertThat(alerts.deliveryTone(alerts.deliveries().get(1))).isEqualTo(Tone.BAD);
        assertThat(alerts.deliveryState(alerts.deliveries().get(2))).isEqualTo("Not set up");
    }

    @Test
    void aTestSaysWhetherItArrived() {
        alertsLoaded();
        alerts.test(alerts.deliveries().getFirst());
        Await.until("told", () -> notices.shown().size() == 1);
        source.testFails = true;
        alerts.test(alerts.deliveries().getFirst());
        Await.until("told", () -> !dialogs.errors().isEmpty());
        assertThat(dialogs.errors().getFirst()).contains("connection refused");
    }
}
