package io.maxiofs.desktop.transfer;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes a second over the last ten seconds, taken whenever somebody looks. Safe on any thread. */
final class ThroughputMeter {
    private static final long WINDOW_MILLIS = 10_000;

    /** Looks closer together than this are one. */
    private static final long STEP_MILLIS = 200;

    private record Sample(long atMillis, long bytes) {}

    private final InstantSource time;
    private final AtomicLong bytes = new AtomicLong();
    private final Deque<Sample> samples = new ArrayDeque<>();

    ThroughputMeter(InstantSource time) {
        this.time = time;
    }

    /** What is taken back is not: it was on the wire. */
    void moved(long count) {
        if (count > 0) {
            bytes.addAndGet(count);
        }
    }

    synchronized long bytesPerSecond() {
        long now = time.millis();
        long total = bytes.get();
        Sample last = samples.peekLast();
        if (last == null || now - last.atMillis() >= STEP_MILLIS) {
            samples.addLast(new Sample(now, total));
        }
        while (samples.size() > 2 && now - samples.getFirst().atMillis() > WINDOW_MILLIS) {
            samples.removeFirst();
        }
        Sample first = samples.getFirst();
        long millis = now - first.atMillis();
        return millis <= 0 ? 0 : (total - first.bytes()) * 1000 / millis;
    }
}
