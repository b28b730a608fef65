package io.maxiofs.server.observe.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the wall clock goes another way than time does, and when nobody looked for long: the machine has slept. On
 * some systems the clock that is never set stands still meanwhile, on others it goes on. Used by one thread.
 */
public final class ClockWatch {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration GAP = Duration.ofSeconds(AlertLimits.CLOCK_JUMP_SECONDS);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private @Nullable Instant lastWall;
    private long lastNanos;
    private long jumpSeconds;
    private long jumpNanos;
    private boolean jumped;
    private long wokeNanos;
    private boolean woke;

    /** @param nanoTime of a clock that is never set */
    public ClockWatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Looks at both clocks; called every few seconds. */
    public void look(Instant wall) {
        long nanos = nanoTime.getAsLong();
        Instant before = lastWall;
        if (before != null) {
            long off = Duration.between(before, wall).toSeconds()
                    - Duration.ofNanos(nanos - lastNanos).toSeconds();
            if (nanos - lastNanos >= GAP.toNanos()) {
                wokeNanos = nanos;
                woke = true;
            }
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
        return jumped && isWithin(jumpNanos, REMEMBERED) ? jumpSeconds : 0;
    }

    /** Whether the clock was moved or the machine woke a moment ago, so that what is computed from times says little. */
    public boolean isSettling() {
        return jumped && isWithin(jumpNanos, PAUSE) || woke && isWithin(wokeNanos, PAUSE);
    }

    private boolean isWithin(long sinceNanos, Duration span) {
        return nanoTime.getAsLong() - sinceNanos < span.toNanos();
    }
}
