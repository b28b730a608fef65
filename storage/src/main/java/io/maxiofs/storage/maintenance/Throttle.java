package io.maxiofs.storage.maintenance;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Keeps background reading below a rate, and ends it when it is told to. Short pauses are saved up, so that not every
 * record costs one. Used by one thread.
 */
public final class Throttle {
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final long bytesPerSecond;
    private final BooleanSupplier cancelled;
    private final LongSupplier nanoTime;
    private final LongConsumer sleeper;
    private long due;

    public Throttle(long bytesPerSecond, BooleanSupplier cancelled) {
        this(bytesPerSecond, cancelled, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param sleeper pauses for nanoseconds, or less */
    Throttle(long bytesPerSecond, BooleanSupplier cancelled, LongSupplier nanoTime, LongConsumer sleeper) {
        this.bytesPerSecond = bytesPerSecond;
        this.cancelled = cancelled;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.due = nanoTime.getAsLong();
    }

    /**
     * Bytes were read.
     *
     * @throws CancellationException if the work is to end
     */
    public void spend(long bytes) {
        check();
        long now = nanoTime.getAsLong();
        // What was not used in a slow stretch is not made up for in a burst.
        due = Math.max(due, now) + (long) (bytes * (double) TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
        while (due - now > SHORTEST_PAUSE_NANOS) {
            sleeper.accept(Math.min(due - now, LONGEST_PAUSE_NANOS));
            check();
            now = nanoTime.getAsLong();
        }
    }

    /** @throws CancellationException if the work is to end */
    public void check() {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("The work was told to end");
        }
    }
}
