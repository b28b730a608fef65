package io.maxiofs.server;

import io.maxiofs.server.admin.api.FindingReason;
import io.maxiofs.server.admin.api.HealthDocument.Finding;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.observe.metrics.Gauges;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.engine.CompactionStatus;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.ScrubSchedule;
import io.maxiofs.storage.engine.StoreWatch;
import io.maxiofs.storage.index.IndexStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at one thing after the other and says what it found. Asks the disk. */
final class HealthFindings {
    private static final String OK = "ok";
    private static final String INFO = "info";
    private static final String WARNING = "warning";
    private static final String CRITICAL = "critical";
    private static final int SPACE_WARNING_PERCENT = 15;
    private static final int SPACE_CRITICAL_PERCENT = 5;
    private static final int CERTIFICATE_WARNING_DAYS = 30;
    private static final int CERTIFICATE_CRITICAL_DAYS = 7;
    private static final int HEAP_WARNING_PERCENT = 92;
    private static final int PERCENT = 100;

    private final ServerState state;
    private final @Nullable LocalObjectStore local;
    private final ServerGauges gauges;
    private final InstantSource clock;

    HealthFindings(ServerState state, @Nullable LocalObjectStore local, ServerGauges gauges, InstantSource clock) {
        this.state = state;
        this.local = local;
        this.gauges = gauges;
        this.clock = clock;
    }

    List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        state.stateWatch().look();
        if (local != null) {
            found.add(drive(local));
            found.add(writes(local.watch().condition()));
            found.add(index(local.watch().condition().index()));
            found.add(scrub(local.scrubs().status()));
            found.add(compaction(local));
        }
        found.add(space());
        found.add(memory());
        ServerStatus.Tls tls = state.tls();
        if (tls != null) {
            found.add(certificate(tls.notAfter()));
        }
        for (ServerStatus.Check check : state.health().checks()) {
            if (check.name().equals(ServerState.STATE_CHECK)) {
                // Told above, by what it comes from.
                continue;
            }
            found.add(new Finding(
                            check.name(),
                            check.ok() ? OK : WARNING,
                            check.name(),
                            check.detail(),
                            check.ok() ? null : "See the server's log")
                    .because(FindingReason.OTHER, check.name(), check.detail()));
        }
        return found;
    }

    private Finding drive(LocalObjectStore store) {
        String title = "Drive of " + state.dataDirectory();
        try {
            store.watch().requireDrive();
            return new Finding("drive", OK, title, "It is there and holds the store " + store.id(), null)
                    .because(FindingReason.DRIVE_THERE, state.dataDirectory(), store.id());
        } catch (StorageUnavailableException e) {
            return new Finding(
                            "drive",
                            CRITICAL,
                            title,
                            String.valueOf(e.getMessage()),
                            "Connect the drive again; the server goes on by itself")
                    .because(FindingReason.DRIVE_MISSING, state.dataDirectory(), e.getMessage());
        }
    }

    private static Finding writes(StoreWatch.Condition condition) {
        StorageUnavailableException refusal = condition.refusal();
        if (refusal != null) {
            return new Finding(
                            "journal",
                            CRITICAL,
                            "Storing",
                            String.valueOf(refusal.getMessage()),
                            "Look at the disk and the log")
                    .because(FindingReason.STORING_REFUSED, refusal.getMessage());
        }
        return condition.spaceShort()
                ? new Finding("journal", CRITICAL, "Storing", "The disk is full up to its floor", "Make room")
                        .because(FindingReason.STORING_FULL)
                : new Finding("journal", OK, "Storing", "Changes are accepted", null).because(FindingReason.STORING);
    }

    private Finding index(@Nullable IndexStatus status) {
        if (status == null) {
            return new Finding("index", INFO, "Index", "It is not open while the store takes no changes", null)
                    .because(FindingReason.INDEX_CLOSED);
        }
        String failure = status.failure();
        long age = Duration.between(status.flushedAt(), clock.instant()).toMinutes();
        return failure == null
                ? new Finding("index", OK, "Index", "Last written " + age + " minutes ago", null)
                        .because(FindingReason.INDEX, age)
                : new Finding("index", WARNING, "Index", failure, "Look at the disk; nothing is lost")
                        .because(FindingReason.INDEX_FAILING, failure);
    }

    private static Finding scrub(ScrubSchedule.Status status) {
        if (status.faults() > 0) {
            return new Finding(
                            "scrub",
                            CRITICAL,
                            "Scrub",
                            status.faults() + " faults were found",
                            "See what is damaged, and repair it from a good copy or the original")
                    .because(FindingReason.SCRUB_FAULTS, status.faults());
        }
        String error = status.lastError();
        if (error != null) {
            return new Finding("scrub", WARNING, "Scrub", error, "It is tried again by itself")
                    .because(FindingReason.SCRUB_FAILED, error);
        }
        Instant completed = status.completed();
        return completed == null
                ? new Finding(
                                "scrub",
                                INFO,
                                "Scrub",
                                "There never was a complete one",
                                "Start one, or wait for its window")
                        .because(FindingReason.SCRUB_NEVER)
                : new Finding("scrub", OK, "Scrub", "Everything was verified by " + completed, null)
                        .because(FindingReason.SCRUB, completed);
    }

    private static Finding compaction(LocalObjectStore store) {
        try {
            CompactionStatus status = store.compaction();
            String error = status.lastError();
            return error == null
                    ? new Finding("compaction", OK, "Compaction", status.compacted() + " segments given back", null)
                            .because(FindingReason.COMPACTION, status.compacted())
                    : new Finding("compaction", WARNING, "Compaction", error, "Look at the disk and the log")
                            .because(FindingReason.COMPACTION_FAILING, error);
        } catch (StorageUnavailableException e) {
            return new Finding("compaction", INFO, "Compaction", String.valueOf(e.getMessage()), null)
                    .because(FindingReason.COMPACTION_UNAVAILABLE, e.getMessage());
        }
    }

    private Finding space() {
        Gauges.Space disk = gauges.space();
        if (disk == null || disk.total() == 0) {
            return new Finding("space", CRITICAL, "Free space", "The disk cannot be asked", "Connect the drive again")
                    .because(FindingReason.SPACE_UNKNOWN);
        }
        long percent = PERCENT * disk.free() / disk.total();
        String severity = percent < SPACE_CRITICAL_PERCENT ? CRITICAL : percent < SPACE_WARNING_PERCENT ? WARNING : OK;
        return new Finding(
                        "space",
                        severity,
                        "Free space",
                        percent + " % of the disk is free",
                        severity.equals(OK) ? null : "Make room")
                .because(FindingReason.SPACE, percent);
    }

    private static Finding memory() {
        Runtime runtime = Runtime.getRuntime();
        long percent = PERCENT * (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
        return percent > HEAP_WARNING_PERCENT
                ? new Finding(
                                "memory",
                                WARNING,
                                "Memory",
                                percent + " % of the heap is in use",
                                "Give the process more memory")
                        .because(FindingReason.MEMORY, percent)
                : new Finding("memory", OK, "Memory", percent + " % of the heap is in use", null)
                        .because(FindingReason.MEMORY, percent);
    }

    private Finding certificate(Instant ends) {
        long days = Duration.between(clock.instant(), ends).toDays();
        String severity = days < CERTIFICATE_CRITICAL_DAYS ? CRITICAL : days < CERTIFICATE_WARNING_DAYS ? WARNING : OK;
        return new Finding(
                        "certificate",
                        severity,
                        "Certificate",
                        "Valid until " + ends,
                        severity.equals(OK) ? null : "Renew the certificate and load it")
                .because(FindingReason.CERTIFICATE, ends);
    }
}
