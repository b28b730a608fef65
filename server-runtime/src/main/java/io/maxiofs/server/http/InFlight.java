package io.maxiofs.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the requests being served, and lets a stopping server wait for them. Safe on any thread. */
final class InFlight {
    private final AtomicInteger count = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private volatile boolean draining;

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0 && draining) {
            lock.lock();
            try {
                idle.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    int count() {
        return count.get();
    }

    /** From now on new requests are to be refused. */
    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }

    /** Waits until nothing is being served; false if that takes longer than {@code deadline}. */
    boolean awaitIdle(Duration deadline) throws InterruptedException {
        long left = deadline.toNanos();
        lock.lock();
        try {
            while (count.get() > 0) {
                if (left <= 0) {
                    return false;
                }
                // Wakes by itself now and then: end() may have looked at the flag before it was set.
                long wait = Math.min(left, TimeUnit.MILLISECONDS.toNanos(100));
                left -= wait - idle.awaitNanos(wait);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
