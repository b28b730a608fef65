package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.DynamicSettings;
import io.maxiofs.server.config.Live;
import io.maxiofs.server.database.AuditDatabase;
import io.maxiofs.server.event.audit.AuditLog;
import java.time.Duration;

/** The step that opens the audit. */
final class AuditStart {
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private AuditStart() {}

    static AuditLog open(ServerOptions options, DataLayout layout, DynamicSettings settings, LifeCycle lifeCycle) {
        Live<Integer> days = settings.live(ChangeableSettings.AUDIT_RETENTION_DAYS);
        AuditLog log = new AuditLog(
                        AuditDatabase.open(layout.auditDatabase()), () -> Duration.ofDays(days.get()), options.clock())
                .start();
        days.onChange(next -> log.retentionChanged());
        lifeCycle.onStop("audit", STOP_DEADLINE, log::close);
        return log;
    }
}
