package io.maxiofs.server.http;

import java.util.concurrent.TimeUnit;

/**
 * Whether a client moves enough bytes in the time others spend waiting for it. The time the server itself needs does not
 * count. Used by one thread.
 */
final class ProgressWatch {
    private final long intervalNanos;
    private final int minBytes;
    private long waitedNanos;
    private long movedBytes;

    ProgressWatch(HttpLimits.Times limits) {
        this.intervalNanos = TimeUnit.MILLISECONDS.toNanos(limits.progress().toMillis());
        this.minBytes = limits.minProgressBytes();
    }

    void moved(long bytes) {
        movedBytes += bytes;
    }

    /** How long to wait for the client before asking {@link #waited}. */
    long remainingNanos() {
        return Math.max(intervalNanos - waitedNanos, 1);
    }

    /** Adds a wait; false if the client has been too slow. */
    boolean waited(long nanos) {
        waitedNanos += nanos;
        if (waitedNanos < intervalNanos) {
            return true;
        }
        boolean enough = movedBytes >= minBytes;
        waitedNanos = 0;
        movedBytes = 0;
        return enough;
    }
}
