package io.maxiofs.storage.engine;

import io.maxiofs.base.DayWindow;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.engine.CompactionStatus.State;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.maintenance.Throttle;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work of an open store: removes extents that an interrupted upload left behind, keeps the reserve for a full
 * disk, and compacts outside of the quiet hours. It sleeps until the committer has written a checkpoint, so a store nobody
 * writes to does nothing.
 */
final class Maintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final Duration WAIT_AFTER_FAILURE = Duration.ofSeconds(10);
    /** The wall clock may be set while it waits for an hour of the day. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Engine engine;
    private final EngineConfig.Compaction config;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean swept;
    private volatile CompactionStatus status = new CompactionStatus(State.IDLE, 0, null);

    Maintenance(Engine engine) {
        this.engine = engine;
        this.config = engine.config().upkeep().compaction();
        this.thread = Thread.ofPlatform().name("maintenance").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There may be something to do. Any thread. */
    void signal() {
        signals.release();
    }

    /** Any thread. */
    CompactionStatus status() {
        return status;
    }

    /** Whether it has removed what an interruption left behind, or has found that there was none. */
    boolean isSwept() {
        return swept;
    }

    private void run() {
        try {
            if (!engine.recovered().report().clean() || engine.recovered().rebuilt()) {
                trySweep();
            }
            swept = true;
            Duration wait = null;
            while (!closing) {
                await(wait);
                holdReserve();
                wait = compactWhileWorthIt();
            }
        } catch (InterruptedException e) {
            LOG.debug("Maintenance ends");
        } catch (CancellationException e) {
            // Any point in the middle is as good as any other.
            LOG.debug("Maintenance ends in the middle of its work");
        }
    }

    /** @param longest null to wait for a signal only */
    private void await(@Nullable Duration longest) throws InterruptedException {
        if (longest == null) {
            signals.acquire();
        } else if (!signals.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        signals.drainPermits();
    }

    private void trySweep() {
        try {
            sweepOrphans(engine);
        } catch (StorageException e) {
            LOG.warn("Extents of interrupted uploads could not be looked for; the next start tries again", e);
        }
    }

    private void holdReserve() {
        SpaceReserve.State state = engine.reserve().state();
        boolean wanted = state == SpaceReserve.State.ABSENT || state == SpaceReserve.State.RELEASED;
        try {
            if (wanted && engine.space().hasRoomForReserve()) {
                engine.reserve().hold();
            }
        } catch (StorageException e) {
            LOG.debug("Free space cannot be read", e);
        }
    }

    /** Returns how long to wait until there is something to do without a signal; null if there is not. */
    private @Nullable Duration compactWhileWorthIt() {
        Throttle throttle = new Throttle(config.bytesPerSecond(), () -> closing);
        Compactor compactor = new Compactor(engine, config.liveBelowPercent(), throttle::spend);
        try {
            boolean more = true;
            while (more && !closing) {
                Duration quiet = quietFor();
                if (quiet != null) {
                    report(State.QUIET, 0, null);
                    return quiet;
                }
                report(State.BUSY, 0, null);
                more = compactor.compactOne();
                report(State.BUSY, more ? 1 : 0, null);
            }
            report(State.IDLE, 0, null);
            return null;
        } catch (IOException | StorageException e) {
            LOG.warn("Compaction stopped; it is tried again later", e);
            report(State.IDLE, 0, e.toString());
            // Not at once: whatever is wrong with the disk is not better in the next moment.
            return WAIT_AFTER_FAILURE;
        }
    }

    private void report(State state, int more, @Nullable String error) {
        status = new CompactionStatus(state, status.compacted() + more, error);
    }

    /** Time to wait because of the quiet hours; null if there is no need to. A full disk knows no quiet hours. */
    private @Nullable Duration quietFor() {
        DayWindow quiet = config.quietHours();
        Instant now = engine.clock().instant();
        if (quiet == null || !quiet.contains(now) || engine.space().isShort()) {
            return null;
        }
        Duration rest = Duration.between(now, quiet.nextEnd(now)).plusSeconds(1);
        return rest.compareTo(LONGEST_WAIT) < 0 ? rest : LONGEST_WAIT;
    }

    /** Deletes extents from before the store was opened that nothing refers to; returns how many. */
    static int sweepOrphans(Engine engine) {
        ExtentStore extents = engine.extents();
        LongPredicate referred = id -> engine.state().durable().get(Table.EXTENT, TableKeys.number(id)) != null;
        extents.settleDoubts(referred);
        long firstNew = engine.orphansBelow();
        int[] deleted = new int[1];
        extents.forEachId(id -> {
            if (id < firstNew && !referred.test(id)) {
                extents.delete(id);
                deleted[0]++;
            }
        });
        if (deleted[0] > 0) {
            LOG.info("{} extents of interrupted uploads were deleted", deleted[0]);
        }
        return deleted[0];
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
