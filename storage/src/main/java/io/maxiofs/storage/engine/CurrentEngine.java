package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.MemoryOnly;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The engine a store works with, and the change from one that has failed to the next.
 *
 * <p>A failed engine still reads, until its files are closed so that the next can open them. A read that meets that fails
 * in whatever way its step of the work fails; it is then done anew, by {@link #read}, with the engine that follows. That
 * is right because a read changes nothing, and costs nothing while all is well. Safe on any thread.
 */
final class CurrentEngine {
    /** How long a read waits for the next engine. A longer recovery is told to the client, who tries again. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Written under the lock.
    private volatile @Nullable Engine engine;
    private volatile boolean closed;
    /** Whether the last try to open the next engine failed. Guarded by the lock. */
    private boolean stuck;

    /**
     * The engine as it is, which may have failed.
     *
     * @throws StorageUnavailableException if the store is closed
     */
    Engine get() {
        Engine now = engine;
        if (now == null) {
            throw closed();
        }
        return now;
    }

    /** Null if the store is closed, or not open yet. */
    @Nullable Engine orNull() {
        return engine;
    }

    /** @param next null if the store closes */
    void replace(@Nullable Engine next) {
        lock.lock();
        try {
            engine = next;
            closed = next == null;
            stuck = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is no point in waiting for the next engine, for now. */
    void stuck(boolean now) {
        lock.lock();
        try {
            stuck = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads with the current engine, or with the one that follows if it is closed meanwhile.
     *
     * @param work changes nothing, and may be done more than once
     * @throws StorageUnavailableException if the drive is gone, or there is no engine to read with, or none in time
     * @throws MemoryOnly.MissException if the thread must not wait, and would have to
     */
    <T> T read(Function<Engine, T> work) {
        Engine now = get();
        long deadline = 0;
        while (true) {
            requireDrive(now);
            try {
                return work.apply(now);
            } catch (RuntimeException e) {
                if (!now.isEnding() || e instanceof MemoryOnly.MissException) {
                    throw e;
                }
                if (MemoryOnly.isActive()) {
                    throw new MemoryOnly.MissException();
                }
                deadline = deadline == 0 ? System.nanoTime() + PATIENCE.toNanos() : deadline;
                now = successor(now, deadline, e);
            }
        }
    }

    /** Files that are open still seem to be there when the drive is not, or hold what nobody will find again. */
    private static void requireDrive(Engine engine) {
        StorageUnavailableException failure = engine.committer().failure();
        if (failure != null && failure.reason() == Reason.DRIVE_MISSING) {
            throw failure;
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether it is still the very engine that failed
    private Engine successor(Engine ended, long deadline, RuntimeException failure) {
        lock.lock();
        try {
            long left = deadline - System.nanoTime();
            while (engine == ended) {
                if (stuck || left <= 0) {
                    throw unavailable(failure);
                }
                left = changed.awaitNanos(left);
            }
            return get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** Why something that an engine's end cut short did not succeed. */
    StorageUnavailableException unavailable(Exception failure) {
        return closed
                ? closed()
                : new StorageUnavailableException(
                        Reason.WRITES_STOPPED, "The store is being checked after a failed write", failure);
    }

    private static StorageUnavailableException closed() {
        return new StorageUnavailableException(Reason.CLOSED, "The store is closed");
    }
}
