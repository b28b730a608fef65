package io.maxiofs.server;

import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsHistory.Range;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.event.notification.Notifications;
import io.maxiofs.server.event.webhook.WebhookTarget;
import io.maxiofs.server.observe.alert.AlertEngine;
import io.maxiofs.server.observe.alert.AlertInputs;
import io.maxiofs.server.observe.alert.AlertInputs.Recent;
import io.maxiofs.server.observe.alert.AlertInputs.Store;
import io.maxiofs.server.observe.alert.AlertInputs.Webhook;
import io.maxiofs.server.observe.alert.AlertLimits;
import io.maxiofs.server.observe.alert.ClockWatch;
import io.maxiofs.server.observe.alert.RecentCount;
import io.maxiofs.server.observe.metrics.MetricsSampler;
import io.maxiofs.server.observe.metrics.OperationClass;
import io.maxiofs.server.observe.trace.ClientBook;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.ScrubSchedule;
import io.maxiofs.storage.engine.StoreWatch;
import io.maxiofs.storage.index.IndexStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what alerts are judged by, from memory. Used by the thread that observes. */
final class AlertWatch {
    private static final double PERCENT = 100.0;
    private static final Duration RECENT = Duration.ofMinutes(5);

    private final Parts parts;
    private final AlertEngine engine;
    private final ClockWatch clockWatch = new ClockWatch(System::nanoTime);

    /** @param local null if the objects are not in the data directory */
    record Parts(
            MetricsSampler metrics,
            ClientBook clients,
            @Nullable LocalObjectStore local,
            ServerState state,
            Optional<Notifications> notifications,
            RecentCount signInFailures,
            DynamicSettings settings,
            Configuration configuration) {}

    AlertWatch(Parts parts, AlertEngine engine) {
        this.parts = parts;
        this.engine = engine;
    }

    void look(Instant now) {
        clockWatch.look(now);
    }

    /** Judges, unless the clock was moved a moment ago: after a sleep all seems late. */
    void evaluate(Instant now) {
        if (!clockWatch.isSettling()) {
            engine.evaluate(inputs(), limits(), now);
        }
    }

    private AlertLimits limits() {
        DynamicSettings settings = parts.settings();
        return new AlertLimits(
                (int) PERCENT - settings.get(ChangeableSettings.DISK_WARNING_PERCENT),
                (int) PERCENT - settings.get(ChangeableSettings.DISK_CRITICAL_PERCENT),
                Duration.ofDays(settings.get(ChangeableSettings.ALERT_SILENT_DAYS)),
                Duration.ofMillis(settings.get(ChangeableSettings.ALERT_FLUSH_MILLIS)),
                settings.get(ChangeableSettings.ALERT_ERROR_PERCENT),
                settings.get(ChangeableSettings.ALERT_SIGN_IN_FAILURES),
                Duration.ofDays(parts.configuration().get(ServerSettings.STORAGE_SCRUB_INTERVAL_DAYS)));
    }

    private AlertInputs inputs() {
        MetricsDocument now = parts.metrics().now();
        ServerStatus.Tls tls = parts.state().tls();
        return new AlertInputs(
                freePercent(now.disk()),
                store(),
                tls == null ? null : tls.notAfter(),
                webhooks(),
                parts.clients().list(),
                recent(now),
                parts.signInFailures().sum(),
                clockWatch.jumpSeconds());
    }

    private static @Nullable Double freePercent(MetricsDocument.Disk disk) {
        Long free = disk.freeBytes();
        Long total = disk.totalBytes();
        return free == null || total == null || total == 0 ? null : PERCENT * free / total;
    }

    private Store store() {
        LocalObjectStore local = parts.local();
        if (local == null) {
            return Store.FINE;
        }
        StoreWatch.Condition condition = local.watch().condition();
        StorageUnavailableException refusal = condition.refusal();
        boolean gone = refusal != null && refusal.reason() == Reason.DRIVE_MISSING;
        String why = refusal == null ? null : String.valueOf(refusal.getMessage());
        String readOnly = why != null ? why : condition.spaceShort() ? "The disk is full up to its floor." : null;
        IndexStatus index = condition.index();
        ScrubSchedule.Status scrub = local.scrubs().status();
        return new Store(
                gone ? why : null,
                gone ? null : readOnly,
                index == null ? null : index.failure(),
                refusal == null ? local.compaction().lastError() : null,
                scrub.faults(),
                scrub.completed());
    }

    private List<Webhook> webhooks() {
        List<Webhook> found = new ArrayList<>();
        parts.notifications().ifPresent(notifications -> {
            for (WebhookTarget target : notifications.targets().list()) {
                notifications
                        .state(target.name())
                        .ifPresent(state -> found.add(new Webhook(target.name(), state.lastError())));
            }
        });
        return found;
    }

    private Recent recent(MetricsDocument now) {
        List<MetricsDocument> minutes = parts.metrics()
                .history(Range.SEVEN_DAYS, now.time().minus(RECENT))
                .points();
        long requests = 0;
        long errors = 0;
        for (MetricsDocument minute : minutes) {
            requests += minute.traffic().requests();
            errors += minute.traffic().serverErrors();
        }
        MetricsDocument last = minutes.isEmpty() ? now : minutes.getLast();
        MetricsDocument.Memory memory = now.memory();
        return new Recent(
                requests,
                errors,
                last.disk().flushP99Micros(),
                p99(last, OperationClass.READ_SMALL),
                p99(last, OperationClass.WRITE_SMALL),
                now.load().waiting(),
                memory.heapMaxBytes() <= 0 ? 0 : PERCENT * memory.heapUsedBytes() / memory.heapMaxBytes());
    }

    private static long p99(MetricsDocument point, OperationClass operation) {
        return point.operations().stream()
                .filter(found -> found.name().equals(operation.text()))
                .mapToLong(MetricsDocument.Operation::p99Micros)
                .findFirst()
                .orElse(0);
    }
}
