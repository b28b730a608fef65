package io.maxiofs.server.cli.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one worker, or all together, did in one step. Used by one thread. */
final class Tally {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Histogram latencyNanos = new Histogram(SIGNIFICANT_DIGITS);
    private final Map<String, Long> errors = new TreeMap<>();
    private @Nullable String firstFailure;
    private long bytes;

    void succeeded(long nanos, long moved) {
        latencyNanos.recordValue(Math.max(0, nanos));
        bytes += moved;
    }

    void failed(String code, @Nullable String message) {
        errors.merge(code, 1L, Long::sum);
        if (firstFailure == null) {
            firstFailure = code + ": " + message;
        }
    }

    void add(Tally other) {
        latencyNanos.add(other.latencyNanos);
        bytes += other.bytes;
        addFailures(other);
    }

    /** Only what failed. */
    void addFailures(Tally other) {
        other.errors.forEach((code, count) -> errors.merge(code, count, Long::sum));
        if (firstFailure == null) {
            firstFailure = other.firstFailure;
        }
    }

    /** Of requests that succeeded. */
    Histogram latencyNanos() {
        return latencyNanos;
    }

    /** How often each code was met; codes of S3, or of ours where there is none. */
    Map<String, Long> errors() {
        return errors;
    }

    /** For people; null if nothing failed. */
    @Nullable String firstFailure() {
        return firstFailure;
    }

    long bytes() {
        return bytes;
    }
}
