package io.maxiofs.storage.engine;

import io.maxiofs.storage.model.VersionId;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Gives version ids that only ever grow, whatever the wall clock does: the wall clock's milliseconds while it moves
 * forward, a counter on top of the last id while it does not. Committer thread only.
 */
final class HybridClock {
    private static final int COUNTER_BITS = 16;

    private final InstantSource wallClock;
    private final int origin;
    private long last;

    HybridClock(InstantSource wallClock, int origin) {
        this.wallClock = wallClock;
        this.origin = origin;
    }

    VersionId next() {
        last = Math.max(last + 1, wallClock.millis() << COUNTER_BITS);
        return new VersionId(last, origin);
    }

    /** Never again gives a time at or before {@code time}. */
    void observe(long time) {
        last = Math.max(last, time);
    }

    long last() {
        return last;
    }

    /** Wall clock, to the millisecond. */
    Instant now() {
        return Instant.ofEpochMilli(wallClock.millis());
    }
}
