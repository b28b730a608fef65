package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.Disk;
import io.maxiofs.server.admin.api.MetricsDocument.Load;
import io.maxiofs.server.admin.api.MetricsDocument.Memory;
import io.maxiofs.server.admin.api.MetricsDocument.Operation;
import io.maxiofs.server.admin.api.MetricsDocument.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what belongs to one point of a history. Percentiles of a long span are made from all its times, since those of short
 * spans cannot be added. Used by one thread.
 */
final class Span {
    private static final double MILLIS_PER_SECOND = 1_000.0;
    private static final OperationClass[] CLASSES = OperationClass.values();

    private final Histogram[] times = new Histogram[CLASSES.length];
    private final Histogram flushes = new Histogram(RequestMeters.DIGITS);
    private Counts begin;
    private Instant start;
    private long gcMillisAtStart;

    Span(Counts begin, Instant start, long gcMillisAtStart) {
        this.begin = begin;
        this.start = start;
        this.gcMillisAtStart = gcMillisAtStart;
        for (int i = 0; i < times.length; i++) {
            times[i] = new Histogram(RequestMeters.DIGITS);
        }
    }

    void add(OperationClass operation, Histogram more) {
        times[operation.index()].add(more);
    }

    void addFlushes(Histogram more) {
        flushes.add(more);
    }

    Instant start() {
        return start;
    }

    /** What a sampler saw at the end of a span, beside the counts. */
    record Surroundings(Load load, Room room, Memory memory, long gcMillis) {}

    /** What is known of the disk. */
    record Room(@Nullable Long free, @Nullable Long total) {}

    /** Ends this span and begins the next. */
    MetricsDocument end(Counts now, Instant time, Surroundings around) {
        Counts counts = now.minus(begin);
        // A clock that was set back gives no length.
        long millis = Math.max(1, Duration.between(start, time).toMillis());
        MetricsDocument document = new MetricsDocument(
                time,
                millis,
                traffic(counts, millis / MILLIS_PER_SECOND),
                operations(counts),
                counts.errors(),
                around.load(),
                disk(around.room()),
                new Memory(
                        around.memory().heapUsedBytes(),
                        around.memory().heapMaxBytes(),
                        around.memory().otherUsedBytes(),
                        around.memory().threads(),
                        around.gcMillis() - gcMillisAtStart));
        begin = now;
        start = time;
        gcMillisAtStart = around.gcMillis();
        for (Histogram histogram : times) {
            histogram.reset();
        }
        flushes.reset();
        return document;
    }

    private static Traffic traffic(Counts counts, double seconds) {
        return new Traffic(
                counts.requests(),
                counts.requests() / seconds,
                counts.bytesIn(),
                counts.bytesIn() / seconds,
                counts.bytesOut(),
                counts.bytesOut() / seconds,
                counts.clientErrors(),
                counts.serverErrors());
    }

    private List<Operation> operations(Counts counts) {
        List<Operation> found = new ArrayList<>();
        for (OperationClass operation : CLASSES) {
            long requests = counts.requests(operation);
            Histogram measured = times[operation.index()];
            // A request may be counted just before, and its time taken just after, the end of a span.
            if (requests > 0 || measured.getTotalCount() > 0) {
                found.add(new Operation(
                        operation.text(),
                        requests,
                        measured.getValueAtPercentile(50),
                        measured.getValueAtPercentile(95),
                        measured.getValueAtPercentile(99),
                        measured.getMaxValue()));
            }
        }
        return found;
    }

    private Disk disk(Room room) {
        return new Disk(
                room.free(),
                room.total(),
                flushes.getTotalCount(),
                flushes.getValueAtPercentile(50),
                flushes.getValueAtPercentile(99),
                flushes.getMaxValue());
    }
}
