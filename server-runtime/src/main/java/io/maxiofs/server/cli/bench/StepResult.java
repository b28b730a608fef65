package io.maxiofs.server.cli.bench;

import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What one step measured; also a line of the JSON. MB are 1,000,000 bytes.
 *
 * @param sizeBytes of each object
 * @param concurrency connections
 * @param requests that succeeded and whose content was right
 * @param seconds from the first to the last measured request
 * @param errors how often each code was met
 * @param firstFailure for people; null if nothing failed
 */
record StepResult(
        String operation,
        long sizeBytes,
        int concurrency,
        long requests,
        double seconds,
        Rates rates,
        Map<String, Long> errors,
        @Nullable String firstFailure) {

    /** How much, and how fast; latencies in microseconds, of requests that succeeded. */
    record Rates(
            double perSecond,
            double megabytesPerSecond,
            double p50Micros,
            double p95Micros,
            double p99Micros,
            double p999Micros,
            double maxMicros) {}

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MEGABYTE = 1e6;

    static StepResult of(Step step, Tally tally, long elapsedNanos) {
        Histogram latency = tally.latencyNanos();
        double seconds = Math.max(1, elapsedNanos) / NANOS_PER_SECOND;
        Rates rates = new Rates(
                latency.getTotalCount() / seconds,
                tally.bytes() / MEGABYTE / seconds,
                micros(latency, 50),
                micros(latency, 95),
                micros(latency, 99),
                micros(latency, 99.9),
                micros(latency, 100));
        return new StepResult(
                step.operation().text(),
                step.sizeBytes(),
                step.concurrency(),
                latency.getTotalCount(),
                seconds,
                rates,
                Map.copyOf(tally.errors()),
                tally.firstFailure());
    }

    private static double micros(Histogram latency, double percentile) {
        return latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** Whether something was done and all of it was right. */
    boolean isClean() {
        return requests > 0 && errors.isEmpty();
    }
}
