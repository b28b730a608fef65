package io.maxiofs.server.admin.api;

import io.maxiofs.server.admin.api.RepairDocument.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server is.
 *
 * @param verdict the worst severity of the findings
 * @param ready whether it can serve; why not is among the findings
 * @param findings one per thing looked at, the worst first
 */
public record HealthDocument(
        String verdict, boolean ready, List<Finding> findings, Scrub scrub, Compaction compaction, Index index) {

    public HealthDocument {
        findings = List.copyOf(findings);
    }

    /**
     * What was found about one thing.
     *
     * @param area {@code drive}, {@code identity}, {@code space}, {@code journal}, {@code index}, {@code scrub}, {@code
     *     compaction}, {@code certificate}, {@code memory}, {@code lifecycle}, {@code clock}, {@code database} or {@code ports}
     * @param severity by what would be lost: {@code ok}, {@code info}, {@code warning} or {@code critical}
     * @param title what it is, such as {@code Drive /srv/data}
     * @param detail what was seen
     * @param remedy what to do; null where nothing is to be done
     * @param reason the same by its key; null from servers that do not say it
     */
    public record Finding(
            String area,
            String severity,
            String title,
            String detail,
            @Nullable String remedy,
            @Nullable Reason reason) {
        /** Without a key. */
        public Finding(String area, String severity, String title, String detail, @Nullable String remedy) {
            this(area, severity, title, detail, remedy, null);
        }

        /** The same with its key, and what it says beside. */
        public Finding because(FindingReason key, @Nullable Object... arguments) {
            return new Finding(
                    area,
                    severity,
                    title,
                    detail,
                    remedy,
                    new Reason(
                            key.text(),
                            Arrays.stream(arguments).map(String::valueOf).toList()));
        }
    }

    /**
     * Reading and verifying everything.
     *
     * @param state {@code waiting}, {@code busy}, {@code paused}, {@code outside_window} or {@code off}
     * @param last when the last complete one ended; null if there never was one
     * @param next when one begins or goes on; null if none comes by itself
     * @param window hours of the day such as {@code 01:00-05:00}, local time of the server; empty for any time
     * @param progress of the one that runs or ran last since the start; null if there was none
     * @param faults number of findings that are faults
     * @param findings the first of them, at most 100
     */
    public record Scrub(
            String state,
            @Nullable Instant last,
            @Nullable Instant next,
            String window,
            @Nullable Progress progress,
            long faults,
            List<Damage> findings,
            @Nullable String lastError) {
        public Scrub {
            findings = List.copyOf(findings);
        }
    }

    /** How far a scrub has come. */
    public record Progress(String phase, long bytesDone, long bytesTotal) {
        /** 0 to 100. */
        public int percent() {
            return bytesTotal <= 0 ? 0 : (int) Math.min(100, bytesDone * 100 / bytesTotal);
        }
    }

    /**
     * Something that a scrub found.
     *
     * @param severity as the store names it, lower case
     * @param detail what, where, and what it belongs to
     * @param affected the version that it takes something from; null if it is none in particular
     * @param repairs what may be tried, as {@link RepairDocument.Request#repair} names it and {@code file} for its bytes
     * @param obstacles why some repairs are not among them: {@code client_key}, {@code no_proof}, {@code no_copy} or {@code
     *     locked}
     * @param copy another version that should have the same bytes; null if there is none
     */
    public record Damage(
            String severity,
            String detail,
            @Nullable Affected affected,
            List<String> repairs,
            List<String> obstacles,
            @Nullable Version copy) {
        public Damage {
            repairs = List.copyOf(repairs);
            obstacles = List.copyOf(obstacles);
        }

        /** One that nothing can be done about. */
        public Damage(String severity, String detail) {
            this(severity, detail, null, List.of(), List.of(), null);
        }
    }

    /**
     * A damaged version.
     *
     * @param size in bytes
     * @param from first byte that cannot be read; null if it is not about particular bytes
     * @param to first byte behind those; null as {@code from}
     * @param parts numbers of the parts those are in; empty for an object that was written at once
     */
    public record Affected(
            Version version,
            long size,
            @Nullable Long from,
            @Nullable Long to,
            List<Integer> parts) {
        public Affected {
            parts = List.copyOf(parts);
        }
    }

    /** Giving back the space of what was overwritten and deleted; as {@link UpkeepDocument.Compaction}. */
    public record Compaction(
            String state, long segments, @Nullable String lastError) {}

    /**
     * How far the index is behind the journal; after a crash that much is read again.
     *
     * @param snapshotAgeSeconds since the index last was written; null if it never was
     * @param behindBytes of the journal that the index does not have yet
     */
    public record Index(@Nullable Long snapshotAgeSeconds, long behindBytes) {}

    /** @param window hours of the day, such as {@code 01:00-05:00}; empty for any time */
    public record Window(String window) {}
}
