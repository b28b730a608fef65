package io.maxiofs.server.lifecycle;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a day of a rule lasts. Days begin at multiples of that length since 1970, which is midnight UTC for a day of
 * 86,400 seconds; shorter ones are for tests.
 *
 * @param seconds 1 to 86,400
 */
public record LifecycleDay(int seconds) {
    private static final int REAL = 86_400;

    /** @throws IllegalArgumentException if out of range */
    public LifecycleDay {
        if (seconds < 1 || seconds > REAL) {
            throw new IllegalArgumentException("A day of " + seconds + " seconds");
        }
    }

    /**
     * When something is due that happened at {@code since}: so many days later, and then at the next midnight.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Lifecycle, time
     *     calculations</a>
     */
    public Instant due(Instant since, int days) {
        Instant exact = since.plusSeconds(Math.multiplyExact((long) days, seconds));
        long second = exact.getEpochSecond();
        long start = Math.floorDiv(second, (long) seconds) * seconds;
        boolean midnight = start == second && exact.getNano() == 0;
        return Instant.ofEpochSecond(midnight ? start : start + seconds);
    }

    /** The day {@code time} lies in, counted from 1970. */
    public long number(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), (long) seconds);
    }

    /** Whether days are as long as people's. */
    public boolean isReal() {
        return seconds == REAL;
    }

    /** How often rules are looked at where days are shorter than people's: 24 times a day, at most every second. */
    public Duration interval() {
        return seconds <= 60 ? Duration.ofSeconds(1) : Duration.ofSeconds(Math.max(1, seconds / 24));
    }
}
