package io.maxiofs.server.http;

import io.maxiofs.server.s3.error.ErrorMapping;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds what is served and held at a time. Safe on any thread. */
final class RequestGate {
    private final Semaphore permits;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong bufferedBytes = new AtomicLong();
    private final HttpLimits.Requests limits;
    private final Duration maxWait;

    RequestGate(HttpLimits limits) {
        this.limits = limits.requests();
        this.maxWait = limits.times().waiting();
        this.permits = new Semaphore(limits.requests().maxConcurrent(), true);
    }

    /** Takes a place among the requests served, if one is free. */
    boolean tryEnter() {
        return permits.tryAcquire();
    }

    /**
     * As {@link #tryEnter}, waiting for a place. Blocks.
     *
     * @throws io.maxiofs.server.s3.error.S3Exception SlowDown if too many wait already, or it takes too long
     */
    void enter() {
        if (permits.tryAcquire()) {
            return;
        }
        boolean entered = false;
        if (waiting.incrementAndGet() <= limits.maxWaiting()) {
            try {
                entered = permits.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        waiting.decrementAndGet();
        if (!entered) {
            throw ErrorMapping.slowDown();
        }
    }

    /** Gives a place back. */
    void leave() {
        permits.release();
    }

    /** Sets memory aside for a small body; false if too much is held already. */
    boolean tryBuffer(long bytes) {
        if (bufferedBytes.addAndGet(bytes) <= limits.maxBufferedBytes()) {
            return true;
        }
        bufferedBytes.addAndGet(-bytes);
        return false;
    }

    /** Requests that wait for a place. */
    int waiting() {
        return waiting.get();
    }

    /** Memory set aside now. */
    long bufferedBytes() {
        return bufferedBytes.get();
    }

    void releaseBuffer(long bytes) {
        bufferedBytes.addAndGet(-bytes);
    }
}
