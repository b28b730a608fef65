package io.maxiofs.storage.change;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Up to which sequence number everything is durable and shown, and who waits for more. Advancing it costs two memory
 * accesses while nobody waits.
 */
public final class DurableMark {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile long sequence;

    /** Everything up to {@code newSequence} is durable and shown. Does not go back. One thread at a time. */
    public void advance(long newSequence) {
        if (newSequence > sequence) {
            // Written before the waiting are counted; they count themselves before they read it.
            sequence = newSequence;
            if (waiting.get() > 0) {
                wake();
            }
        }
    }

    long sequence() {
        return sequence;
    }

    /** Lets those who wait look again. */
    void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something behind a position is durable, the time is over, or there is nothing to wait for.
     *
     * @param nanos to wait at most
     * @param ended whether waiting makes no sense any more; {@link #wake} is called after it has become true
     * @return nanoseconds that are left; at most 0 if the time is over
     */
    long await(long position, long nanos, BooleanSupplier ended) throws InterruptedException {
        lock.lockInterruptibly();
        waiting.incrementAndGet();
        try {
            long left = nanos;
            while (sequence <= position && left > 0 && !ended.getAsBoolean()) {
                left = moved.awaitNanos(left);
            }
            return left;
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }
}
