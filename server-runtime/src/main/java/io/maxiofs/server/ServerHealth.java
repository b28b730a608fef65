package io.maxiofs.server;

import io.maxiofs.server.admin.HealthSource;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.HealthDocument.Finding;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.log.RecentLog;
import io.maxiofs.server.log.Redaction;
import io.maxiofs.server.observe.metrics.Gauges;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.engine.CompactionStatus;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.ScrubSchedule;
import io.maxiofs.storage.index.IndexStatus;
import io.maxiofs.storage.maintenance.ScrubProgress;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketUsage;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the server is. Safe on any thread; asks the disk. */
final class ServerHealth implements HealthSource {
    private static final int MAX_FINDINGS = 100;
    private static final List<String> SEVERITIES = List.of("critical", "warning", "info", "ok");

    /** Whatever looks like a secret in a line of the log or of a thread's name. */
    private final ServerState state;

    private final BucketCatalog buckets;
    private final ServerGauges gauges;
    private final HealthFindings findings;
    private final ServerAddresses addresses;
    private final InstantSource clock;
    private final @Nullable LocalObjectStore local;
    private final @Nullable ScrubChoices scrubs;

    /**
     * Where the store is looked at.
     *
     * @param local null, as {@code scrubs}, if the objects are not in the data directory
     */
    record Store(
            BucketCatalog buckets,
            @Nullable LocalObjectStore local,
            @Nullable ScrubChoices scrubs) {}

    /** @param listenHost where the S3 port is configured to listen */
    ServerHealth(ServerState state, Store store, ServerGauges gauges, String listenHost, InstantSource clock) {
        this.state = state;
        this.buckets = store.buckets();
        this.local = store.local();
        this.scrubs = store.scrubs();
        this.gauges = gauges;
        this.clock = clock;
        this.findings = new HealthFindings(state, local, gauges, clock);
        this.addresses = new ServerAddresses(listenHost);
    }

    @Override
    public HealthDocument findings() {
        List<Finding> found = findings.look().stream()
                .sorted(Comparator.comparingInt(finding -> SEVERITIES.indexOf(finding.severity())))
                .toList();
        String verdict = found.isEmpty() ? "ok" : found.getFirst().severity();
        boolean ready = !state.health().status().equals(ServerStatus.Health.NOT_READY);
        return new HealthDocument(verdict, ready, found, scrub(), compaction(), index());
    }

    private HealthDocument.Scrub scrub() {
        if (local == null || scrubs == null) {
            return new HealthDocument.Scrub("off", null, null, "", null, 0, List.of(), null);
        }
        ScrubSchedule.Status status = local.scrubs().status();
        ScrubProgress progress = status.progress();
        return new HealthDocument.Scrub(
                status.state().name().toLowerCase(Locale.ROOT),
                status.completed(),
                status.due(),
                scrubs.window(),
                progress == null
                        ? null
                        : new HealthDocument.Progress(
                                progress.phase().name().toLowerCase(Locale.ROOT),
                                progress.bytesDone(),
                                progress.bytesTotal()),
                status.faults(),
                DamageDocuments.list(local, MAX_FINDINGS),
                status.lastError());
    }

    private HealthDocument.Compaction compaction() {
        if (local == null) {
            return new HealthDocument.Compaction("off", 0, null);
        }
        try {
            CompactionStatus status = local.compaction();
            return new HealthDocument.Compaction(
                    status.state().name().toLowerCase(Locale.ROOT), status.compacted(), status.lastError());
        } catch (StorageUnavailableException e) {
            return new HealthDocument.Compaction("off", 0, String.valueOf(e.getMessage()));
        }
    }

    private HealthDocument.Index index() {
        IndexStatus status = local == null ? null : local.watch().condition().index();
        return status == null
                ? new HealthDocument.Index(null, 0)
                : new HealthDocument.Index(
                        Duration.between(status.flushedAt(), clock.instant()).toSeconds(),
                        status.heap().activeBytes() + status.heap().frozenBytes());
    }

    @Override
    public String instance() {
        return local == null ? "" : local.id().toString();
    }

    @Override
    public List<ServerOverview.Address> addresses() {
        String s3 = state.s3();
        return s3.isEmpty() ? List.of() : addresses.list(URI.create(s3));
    }

    @Override
    public ServerOverview.Space space() {
        long current = 0;
        long older = 0;
        long uploads = 0;
        for (Bucket bucket : buckets.list()) {
            BucketUsage usage = buckets.usage(bucket.name());
            current += usage.bytes();
            older += usage.noncurrentBytes();
            uploads += usage.uploadBytes();
        }
        Gauges.Space disk = gauges.space();
        return new ServerOverview.Space(
                current,
                older,
                uploads,
                disk == null ? null : disk.free(),
                floor(),
                reserve(),
                disk == null ? null : disk.total());
    }

    private long floor() {
        try {
            return local == null ? 0 : local.watch().floorBytes();
        } catch (StorageUnavailableException e) {
            return 0;
        }
    }

    private long reserve() {
        try {
            return local == null ? 0 : local.watch().reserveBytes();
        } catch (StorageUnavailableException e) {
            return 0;
        }
    }

    @Override
    public @Nullable ScrubControl scrubs() {
        return scrubs;
    }

    @Override
    public Map<String, String> diagnostics() {
        return Map.of(
                "log.txt",
                Redaction.of(RecentLog.tail()),
                "threads.txt",
                Redaction.of(threads()),
                "versions.txt",
                versions());
    }

    private static String threads() {
        StringBuilder text = new StringBuilder();
        for (ThreadInfo thread : ManagementFactory.getThreadMXBean().dumpAllThreads(true, true)) {
            text.append(thread);
        }
        return text.toString();
    }

    private static String versions() {
        StringBuilder text =
                new StringBuilder("MaxIOFS ").append(ProductVersion.current()).append('\n');
        for (String name : List.of("java.vendor", "java.version", "os.name", "os.version", "os.arch")) {
            text.append(name).append(' ').append(System.getProperty(name, "?")).append('\n');
        }
        Runtime runtime = Runtime.getRuntime();
        return text.append("processors ")
                .append(runtime.availableProcessors())
                .append("\nmax heap bytes ")
                .append(runtime.maxMemory())
                .append('\n')
                .toString();
    }
}
