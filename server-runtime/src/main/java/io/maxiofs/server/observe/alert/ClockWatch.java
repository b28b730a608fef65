package io.maxiofs.server.observe.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Notices when the wall clock goes another way than time does. Used by one thread. */
public final class ClockWatch {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private @Nullable Instant lastWall;
    private long lastNanos;
    private long jumpSeconds;
    private long jumpNanos;
    private boolean jumped;

    /** @param nanoTime of a clock that is never set */
    public ClockWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Looks at both clocks. */
    public void look(Instant wall) {
        long nanos = nanoTime.getAsLong();
        Instant before = lastWall;
        if (before != null) {
            long off = Duration.between(before, wall).toSeconds()
                    - Duration.ofNanos(nanos - lastNanos).toSeconds();
            if (Math.abs(off) >= AlertLimits.CLOCK_JUMP_SECONDS) {
                jumpSeconds = off;
                jumpNanos = nanos;
                jumped = true;
            }
        }
        lastWall = wall;
        lastNanos = nanos;
    }

    /** By how much the clock was moved in the last ten minutes, negative for back; 0 if it was not. */
    public long jumpSeconds() {
        return isWithin(REMEMBERED) ? jumpSeconds : 0;
    }

    /** Whether the clock was moved a moment ago, so that what is computed from times says little: the machine may have slept. */
    public boolean isSettling() {
        return isWithin(PAUSE);
    }

    private boolean isWithin(Duration span) {
        return jumped && nanoTime.getAsLong() - jumpNanos < span.toNanos();
    }
}
