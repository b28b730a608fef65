package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work of an open store: removes extents that an interrupted upload left behind, and compacts. It sleeps
 * until the committer has written a checkpoint, so a store nobody writes to does nothing.
 */
final class Maintenance implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);
    private static final int LIVE_BELOW_PERCENT = 50;
    private static final long BYTES_PER_SECOND = 64L << 20;
    private static final long WAIT_AFTER_FAILURE_MILLIS = 10_000;

    private final Engine engine;
    private final Semaphore signals = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    Maintenance(Engine engine) {
        this.engine = engine;
        this.thread = Thread.ofPlatform().name("maintenance").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There may be something to do. Any thread. */
    void signal() {
        signals.release();
    }

    private void run() {
        try {
            if (!engine.recovered().report().clean() || engine.recovered().rebuilt()) {
                trySweep();
            }
            while (!closing) {
                signals.acquire();
                signals.drainPermits();
                compactWhileWorthIt();
            }
        } catch (InterruptedException e) {
            LOG.debug("Maintenance ends");
        } catch (StopException e) {
            LOG.debug("Maintenance ends in the middle of its work");
        }
    }

    private void trySweep() {
        try {
            sweepOrphans(engine);
        } catch (StorageException e) {
            LOG.warn("Extents of interrupted uploads could not be looked for; the next start tries again", e);
        }
    }

    private void compactWhileWorthIt() throws InterruptedException {
        Compactor compactor = new Compactor(engine, LIVE_BELOW_PERCENT, this::pace);
        try {
            boolean more = true;
            while (more && !closing) {
                more = compactor.compactOne();
            }
        } catch (IOException | StorageException e) {
            LOG.warn("Compaction stopped; it is tried again later", e);
            // Not at once: whatever is wrong with the disk is not better in the next moment.
            if (signals.tryAcquire(Integer.MAX_VALUE, WAIT_AFTER_FAILURE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("Too many signals");
            }
        }
    }

    /** Keeps compaction from taking the disk from those who wait for it. */
    private void pace(long bytes) {
        try {
            TimeUnit.NANOSECONDS.sleep(bytes * 1_000_000_000L / BYTES_PER_SECOND);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StopException();
        }
        if (closing) {
            throw new StopException();
        }
    }

    /** Leaves the work in the middle, which is safe at any point. */
    private static final class StopException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Deletes extents from before this opening that nothing refers to; returns how many. */
    static int sweepOrphans(Engine engine) {
        ExtentStore extents = engine.extents();
        long firstNew = engine.firstExtentId();
        int[] deleted = new int[1];
        extents.forEachId(id -> {
            boolean referred = engine.state().durable().get(Table.EXTENT, TableKeys.number(id)) != null;
            if (id < firstNew && !referred) {
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
