package io.maxiofs.server.observe.alert;

import java.time.Instant;
import java.time.InstantSource;

/** Counts what happened in the last ten minutes, to the minute. Safe on any thread. */
public final class RecentCount {
    private static final int MINUTES = 10;
    private static final int SECONDS_PER_MINUTE = 60;

    private final InstantSource clock;
    private final long[] minutes = new long[MINUTES];
    private final long[] counts = new long[MINUTES];

    public RecentCount(InstantSource clock) {
        this.clock = clock;
    }

    private static long minute(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS_PER_MINUTE);
    }

    public synchronized void add() {
        long minute = minute(clock.instant());
        int place = Math.floorMod(minute, MINUTES);
        if (minutes[place] != minute) {
            minutes[place] = minute;
            counts[place] = 0;
        }
        counts[place]++;
    }

    public synchronized long sum() {
        long minute = minute(clock.instant());
        long sum = 0;
        for (int i = 0; i < MINUTES; i++) {
            if (minutes[i] > minute - MINUTES && minutes[i] <= minute) {
                sum += counts[i];
            }
        }
        return sum;
    }
}
