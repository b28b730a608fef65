package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.Memory;
import io.maxiofs.server.admin.api.MetricsHistory;
import io.maxiofs.server.admin.api.MetricsHistory.Range;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes histories of what {@link RequestMeters} counts. {@link #tick} is called once a second by one thread; everything else is
 * safe on any thread. Nothing but a finished hour with requests leaves the memory.
 */
public final class MetricsSampler {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsSampler.class);
    private static final int POINTS_PER_SECOND_RING = 600;
    private static final int POINTS_PER_TEN_SECONDS_RING = 720;
    private static final int POINTS_PER_MINUTE_RING = 10_080;
    private static final Duration KEEP_HOURS = Duration.ofDays(365);
    private static final Duration LOOK_AT_DISK_EVERY = Duration.ofSeconds(10);
    private static final OperationClass[] CLASSES = OperationClass.values();

    private final RequestMeters meters;
    private final Gauges gauges;
    private final HourStore hours;
    private final InstantSource clock;
    private final MetricsRing seconds = new MetricsRing(POINTS_PER_SECOND_RING);
    private final MetricsRing tens = new MetricsRing(POINTS_PER_TEN_SECONDS_RING);
    private final MetricsRing minutes = new MetricsRing(POINTS_PER_MINUTE_RING);
    private final Span second;
    private final Span ten;
    private final Span minute;
    private final Span hour;
    private final @Nullable Histogram[] reused = new @Nullable Histogram[CLASSES.length];
    private final Totals totals = new Totals();
    private @Nullable Histogram reusedFlushes;
    private Counts latest = Counts.none();
    private Counts countsAtLook = Counts.none();
    private volatile Span.Room room = new Span.Room(null, null);
    private volatile Instant looked = Instant.MIN;
    private volatile boolean watched;

    public MetricsSampler(RequestMeters meters, Gauges gauges, HourStore hours, InstantSource clock) {
        this.meters = meters;
        this.gauges = gauges;
        this.hours = hours;
        this.clock = clock;
        Instant now = clock.instant();
        long gcMillis = gcMillis();
        this.second = new Span(latest, now, gcMillis);
        this.ten = new Span(latest, now, gcMillis);
        this.minute = new Span(latest, now, gcMillis);
        this.hour = new Span(latest, now, gcMillis);
    }

    /** Ends the span of a second, and those of longer steps whose time has come. */
    public MetricsDocument tick() {
        Instant now = clock.instant();
        latest = meters.counts();
        gather();
        lookAtDisk(now);
        Span.Surroundings around = new Span.Surroundings(gauges.load(), room, memory(), gcMillis());
        MetricsDocument point = second.end(latest, now, around);
        seconds.add(point);
        if (isOver(ten, now, Range.TWO_HOURS)) {
            tens.add(ten.end(latest, now, around));
        }
        if (isOver(minute, now, Range.SEVEN_DAYS)) {
            minutes.add(minute.end(latest, now, around));
        }
        if (isOver(hour, now, Range.YEAR)) {
            keep(hour.end(latest, now, around), now);
        }
        watched = false;
        return point;
    }

    /** Keeps what was measured of the hour that is not over; the last call. */
    public void close() {
        Instant now = clock.instant();
        latest = meters.counts();
        gather();
        keep(hour.end(latest, now, new Span.Surroundings(gauges.load(), room, memory(), gcMillis())), now);
    }

    private void gather() {
        for (OperationClass operation : CLASSES) {
            Histogram times = meters.times(operation, reused[operation.index()]);
            reused[operation.index()] = times;
            if (times.getTotalCount() > 0) {
                second.add(operation, times);
                ten.add(operation, times);
                minute.add(operation, times);
                hour.add(operation, times);
                totals.add(operation, times);
            }
        }
        Histogram flushes = meters.flushes(reusedFlushes);
        reusedFlushes = flushes;
        if (flushes.getTotalCount() > 0) {
            second.addFlushes(flushes);
            ten.addFlushes(flushes);
            minute.addFlushes(flushes);
            hour.addFlushes(flushes);
            totals.addFlushes(flushes);
        }
    }

    private static boolean isOver(Span span, Instant now, Range range) {
        long step = range.stepSeconds();
        return Math.floorDiv(now.getEpochSecond(), step)
                != Math.floorDiv(span.start().getEpochSecond(), step);
    }

    /** Disks that nobody uses are left to sleep. */
    private void lookAtDisk(Instant now) {
        boolean used = watched || latest.requests() != countsAtLook.requests();
        boolean due = looked.equals(Instant.MIN)
                || Duration.between(looked, now).abs().compareTo(LOOK_AT_DISK_EVERY) >= 0;
        if (due && (used || looked.equals(Instant.MIN))) {
            looked = now;
            countsAtLook = latest;
            Gauges.Space space = gauges.space();
            room = space == null ? new Span.Room(null, null) : new Span.Room(space.free(), space.total());
        }
    }

    private void keep(MetricsDocument point, Instant now) {
        if (point.traffic().requests() == 0) {
            return;
        }
        try {
            hours.add(point, now.minus(KEEP_HOURS));
        } catch (RuntimeException e) {
            LOG.warn("The measurements of the last hour could not be kept", e);
        }
    }

    private static Memory memory() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        MemoryUsage other = ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return new Memory(heap.getUsed(), heap.getMax(), other.getUsed(), threads, 0);
    }

    private static long gcMillis() {
        long sum = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            sum += Math.max(0, collector.getCollectionTime());
        }
        return sum;
    }

    /** Somebody looks: what costs a question to the disk is worth it at the next tick. */
    public void watched() {
        watched = true;
    }

    /** The last second; before the first is over, what is so far. */
    public MetricsDocument now() {
        MetricsDocument point = seconds.latest();
        if (point == null) {
            throw new IllegalStateException("Nothing has been measured yet");
        }
        return point;
    }

    /**
     * The points of a range.
     *
     * @param since only later ones; null for all
     */
    public MetricsHistory history(Range range, @Nullable Instant since) {
        List<MetricsDocument> points = switch (range) {
            case TEN_MINUTES -> seconds.since(since);
            case TWO_HOURS -> tens.since(since);
            case SEVEN_DAYS -> minutes.since(since);
            case YEAR -> new ArrayList<>(hours.since(since));
        };
        return new MetricsHistory(range.text(), range.stepSeconds(), points);
    }

    /** Everything since the start, for those who take differences themselves. */
    public Totals totals() {
        return totals;
    }

    /** Counts since the start. */
    Counts counts() {
        return meters.counts();
    }
}
