package io.maxiofs.server.event.audit;

import io.maxiofs.server.database.AuditDatabase;
import io.maxiofs.server.database.AuditDatabase.Filter;
import io.maxiofs.server.database.AuditDatabase.Row;
import io.maxiofs.server.database.DatabaseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events and writes them in batches, in the order they came. Events that matter for security are never dropped:
 * whoever adds one waits if there is no room. Without events nothing is written; entries that are too old go after a batch.
 * Safe on any thread.
 */
public final class AuditLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    /** Events that may wait. */
    static final int CAPACITY = 10_000;

    /** From here on requests that would be audited should not be begun; what is under way finds room above. */
    static final int CROWDED = 8_000;

    private static final int BATCH = 500;
    private static final int SWEEP_ROWS = 1_000;
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final Duration CAUGHT_UP = Duration.ofSeconds(30);

    /** Told to the writer when nothing more comes. */
    private static final AuditEvent END = new AuditEvent(
            Instant.EPOCH,
            new AuditEvent.Actor("", AuditEvent.Actor.SYSTEM, "", "", ""),
            "",
            "",
            AuditEvent.Result.SUCCESS,
            Map.of());

    private final AuditDatabase database;
    private final Supplier<Duration> retention;
    private final InstantSource clock;
    private final BlockingQueue<AuditEvent> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicLong added = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final Object progress = new Object();
    private final Thread writer = Thread.ofPlatform().name("audit").daemon().unstarted(this::write);
    private long written;
    private volatile boolean stopping;
    private volatile Instant nextSweep = Instant.MIN;

    /** @param retention how long entries stay; asked before each sweep */
    public AuditLog(AuditDatabase database, Supplier<Duration> retention, InstantSource clock) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    /** Begins to write. */
    public AuditLog start() {
        writer.start();
        return this;
    }

    /** Takes an event that matters for security; waits for room. */
    public void add(AuditEvent event) {
        try {
            queue.put(event);
            added.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.error("Interrupted while waiting for room in the audit: {}", event);
        }
    }

    /** Takes an event that may be dropped if there is no room, such as the reading of an object. */
    public void offer(AuditEvent event) {
        if (queue.size() < CROWDED && queue.offer(event)) {
            added.incrementAndGet();
        } else if (dropped.getAndIncrement() == 0) {
            LOG.warn("Entries about objects are missing from the audit: more come than can be written");
        }
    }

    /** Whether requests that would be audited should be told to come back later. */
    public boolean isCrowded() {
        return queue.size() >= CROWDED;
    }

    /** Events about objects that found no room since the start. */
    public long dropped() {
        return dropped.get();
    }

    /** Old entries may go sooner now. */
    public void retentionChanged() {
        nextSweep = Instant.MIN;
    }

    /**
     * Entries that fit, the newest first. What was added before is among them.
     *
     * @param before ids below this only
     */
    public List<Row> find(Filter filter, long before, int limit) {
        catchUp();
        return database.find(filter, before, limit);
    }

    /** Waits until what was added is written, but not for ever: a disk may be full. */
    private void catchUp() {
        long target = added.get();
        long end = System.nanoTime() + CAUGHT_UP.toNanos();
        synchronized (progress) {
            while (written < target && !stopping) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    LOG.warn("The audit is shown without its latest entries: they are not written yet");
                    return;
                }
                try {
                    progress.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private void write() {
        List<AuditEvent> batch = new ArrayList<>(BATCH);
        try {
            boolean more = true;
            while (more) {
                batch.add(queue.take());
                queue.drainTo(batch, BATCH - 1);
                more = !batch.remove(END);
                if (!batch.isEmpty()) {
                    store(batch);
                }
                batch.clear();
            }
        } catch (InterruptedException e) {
            LOG.error("The audit ended before all was written", e);
        }
    }

    /** Until it works, or the server ends: nothing may be lost while there is a chance. */
    private void store(List<AuditEvent> batch) throws InterruptedException {
        while (!storeOnce(batch)) {
            if (stopping) {
                LOG.error("{} entries of the audit could not be written and are lost", batch.size());
                return;
            }
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        }
        sweep();
    }

    private boolean storeOnce(List<AuditEvent> batch) {
        try {
            database.insert(batch.stream().map(AuditLog::row).toList());
        } catch (DatabaseException e) {
            LOG.error("The audit cannot be written; it is tried again", e);
            return false;
        }
        synchronized (progress) {
            written += batch.size();
            progress.notifyAll();
        }
        return true;
    }

    /** Only after something was written: disks sleep otherwise. */
    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(nextSweep)) {
            return;
        }
        nextSweep = now.plus(SWEEP_EVERY);
        try {
            int removed = SWEEP_ROWS;
            while (removed == SWEEP_ROWS && queue.isEmpty()) {
                removed = database.deleteBefore(now.minus(retention.get()).toEpochMilli(), SWEEP_ROWS);
            }
            if (removed == SWEEP_ROWS) {
                nextSweep = Instant.MIN;
            }
        } catch (DatabaseException e) {
            LOG.warn("Old entries of the audit stay for now", e);
        }
    }

    private static Row row(AuditEvent event) {
        AuditEvent.Actor actor = event.actor();
        return new Row(
                0,
                event.time().toEpochMilli(),
                new AuditDatabase.Who(actor.name(), actor.kind(), actor.tenant(), actor.address(), actor.client()),
                event.action(),
                event.resource(),
                event.result().name().toLowerCase(Locale.ROOT),
                event.detail());
    }

    /** Writes what waits, and ends. */
    @Override
    public void close() {
        stopping = true;
        try {
            queue.put(END);
            if (!writer.join(STOP)) {
                LOG.error("The audit is still being written after {}", STOP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
    }
}
