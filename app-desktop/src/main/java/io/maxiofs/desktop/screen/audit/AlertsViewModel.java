package io.maxiofs.desktop.screen.audit;

import io.maxiofs.desktop.control.StatusPill.Tone;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.LoadState;
import io.maxiofs.desktop.fx.Loader;
import io.maxiofs.desktop.fx.Notices;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.AlertDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the server warned of, and how it tells people. Used on the user interface thread. */
final class AlertsViewModel {
    static final int MOST = 500;

    private final AuditSource source;
    private final Background background;
    private final Dialogs dialogs;
    private final Notices notices;
    private final Texts texts;
    private final InstantSource clock;
    private final Failures failures;
    private final Loader<Loaded> loader;
    private final ObservableList<AlertDocument> alerts = FXCollections.observableArrayList();
    private final ObservableList<AlertDocument> alertsView = FXCollections.unmodifiableObservableList(alerts);
    private final ObservableList<AlertDocument.Delivery> deliveries = FXCollections.observableArrayList();
    private final ObservableList<AlertDocument.Delivery> deliveriesView =
            FXCollections.unmodifiableObservableList(deliveries);

    private record Loaded(List<AlertDocument> alerts, List<AlertDocument.Delivery> deliveries) {}

    AlertsViewModel(
            AuditSource source,
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

    /** The newest first. Observable, not to be changed. */
    ObservableList<AlertDocument> alerts() {
        return alertsView;
    }

    /** The ways alerts are told. Observable, not to be changed. */
    ObservableList<AlertDocument.Delivery> deliveries() {
        return deliveriesView;
    }

    void load() {
        loader.load(texts.get("audit.alerts.loading"), () -> new Loaded(source.alerts(MOST), source.deliveries()));
    }

    private void arrived(@Nullable Loaded loaded) {
        if (loaded != null) {
            alerts.setAll(loaded.alerts());
            deliveries.setAll(loaded.deliveries());
        }
    }

    boolean isFiring(AlertDocument alert) {
        return alert.state().equals("firing");
    }

    boolean isMuted(AlertDocument alert) {
        Instant until = alert.times().mutedUntil();
        return until != null && until.isAfter(clock.instant());
    }

    Tone tone(AlertDocument alert) {
        if (!isFiring(alert)) {
            return Tone.GOOD;
        }
        return switch (alert.severity()) {
            case "critical" -> Tone.BAD;
            case "warning" -> Tone.WARNING;
            default -> Tone.NEUTRAL;
        };
    }

    /** How it stands, in words. */
    String stateName(AlertDocument alert) {
        if (!isFiring(alert)) {
            return texts.get("audit.alert.resolved");
        }
        return isMuted(alert) ? texts.get("audit.alert.muted") : texts.get("audit.alert.firing");
    }

    /** Nothing is sent about it for that long; shown it is on. */
    void mute(AlertDocument alert, Duration length) {
        send(new AlertDocument.Mute(
                alert.rule(),
                alert.subject().isEmpty() ? null : alert.subject(),
                clock.instant().plus(length)));
    }

    void unmute(AlertDocument alert) {
        send(new AlertDocument.Mute(alert.rule(), alert.subject().isEmpty() ? null : alert.subject(), null));
    }

    private void send(AlertDocument.Mute mute) {
        Callable<Boolean> job = () -> {
            source.mute(mute);
            return true;
        };
        background.run(
                texts.get("audit.muting"),
                job,
                done -> load(),
                failure -> dialogs.error(texts.get("audit.not-muted"), failures.explain(failure)));
    }

    String deliveryName(AlertDocument.Delivery delivery) {
        String key = "audit.delivery." + delivery.kind();
        return texts.has(key) ? texts.get(key) : delivery.kind();
    }

    Tone deliveryTone(AlertDocument.Delivery delivery) {
        if (!delivery.enabled()) {
            return Tone.NEUTRAL;
        }
        return delivery.lastError() == null ? Tone.GOOD : Tone.BAD;
    }

    /** Where it goes and how that went. */
    String deliveryState(AlertDocument.Delivery delivery) {
        String error = delivery.lastError();
        Instant sent = delivery.lastSent();
        if (!delivery.enabled()) {
            return texts.get("audit.delivery.off");
        }
        if (error != null) {
            return texts.get("audit.delivery.failed", error);
        }
        return sent == null
                ? texts.get("audit.delivery.never")
                : texts.get("audit.delivery.sent", texts.formats().age(sent, clock.instant()));
    }

    /** Sends a message to try a way. */
    void test(AlertDocument.Delivery delivery) {
        background.run(
                texts.get("audit.testing"),
                () -> source.test(delivery.kind()),
                result -> {
                    if (result.sent()) {
                        notices.success(texts.get("audit.tested", deliveryName(delivery)));
                    } else {
                        dialogs.error(texts.get("audit.not-tested"), result.detail());
                    }
                    load();
                },
                failure -> dialogs.error(texts.get("audit.not-tested"), failures.explain(failure)));
    }
}
