package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.AlertDocument.Objective;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What the server means to keep, and how far it has since it started. Safe on any thread. */
public final class Objectives {
    private static final long READ_MICROS = 100_000;
    private static final long WRITE_MICROS = 250_000;
    private static final long LIST_MICROS = 500_000;
    private static final long FLUSH_MICROS = 100_000;
    private static final double AVAILABLE = 0.999;
    private static final double FAST = 0.99;

    private final MetricsSampler metrics;
    private final InstantSource clock;
    private final Instant start;

    public Objectives(MetricsSampler metrics, InstantSource clock) {
        this.metrics = metrics;
        this.clock = clock;
        this.start = clock.instant();
    }

    public List<Objective> measure() {
        long window = Duration.between(start, clock.instant()).toSeconds();
        Counts counts = metrics.counts();
        long all = counts.requests();
        Double available = all == 0 ? null : 1 - counts.serverErrors() / (double) all;
        Totals totals = metrics.totals();
        return List.of(
                new Objective(
                        "availability",
                        "Requests that do not fail by the server's doing",
                        AVAILABLE,
                        available,
                        window),
                new Objective(
                        "read_latency",
                        "Small reads within 100 ms",
                        FAST,
                        share(totals.times(OperationClass.READ_SMALL), READ_MICROS),
                        window),
                new Objective(
                        "write_latency",
                        "Small uploads within 250 ms",
                        FAST,
                        share(totals.times(OperationClass.WRITE_SMALL), WRITE_MICROS),
                        window),
                new Objective(
                        "list_latency",
                        "Listings within 500 ms",
                        FAST,
                        share(totals.times(OperationClass.LIST), LIST_MICROS),
                        window),
                new Objective(
                        "flush_latency",
                        "Flushes of the journal within 100 ms",
                        FAST,
                        share(totals.flushes(), FLUSH_MICROS),
                        window));
    }

    /** Null if nothing was measured. */
    private static @Nullable Double share(Histogram times, long within) {
        long all = times.getTotalCount();
        return all == 0 ? null : times.getCountBetweenValues(0, within) / (double) all;
    }
}
