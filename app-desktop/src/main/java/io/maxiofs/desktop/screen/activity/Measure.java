package io.maxiofs.desktop.screen.activity;

import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What the charts, the table and the file have of a point, so that all three say the same. */
final class Measure {
    private static final double MICROS_PER_MILLI = 1000;
    private static final double MILLIS_PER_SECOND = 1000;

    private Measure() {}

    static double requests(MetricsDocument point) {
        return point.traffic().requestsPerSecond();
    }

    /** Bytes per second. */
    static double in(MetricsDocument point) {
        return point.traffic().bytesInPerSecond();
    }

    /** Bytes per second. */
    static double out(MetricsDocument point) {
        return point.traffic().bytesOutPerSecond();
    }

    static double connections(MetricsDocument point) {
        return point.load().connections();
    }

    static double inFlight(MetricsDocument point) {
        return point.load().inFlight();
    }

    /** Milliseconds; {@code NaN} without a flush. */
    static double flushP50(MetricsDocument point) {
        return point.disk().flushes() == 0 ? Double.NaN : point.disk().flushP50Micros() / MICROS_PER_MILLI;
    }

    /** Milliseconds; {@code NaN} without a flush. */
    static double flushP99(MetricsDocument point) {
        return point.disk().flushes() == 0 ? Double.NaN : point.disk().flushP99Micros() / MICROS_PER_MILLI;
    }

    /** Milliseconds; {@code NaN} if nothing of that class was timed. */
    static double latency(MetricsDocument point, String operation, ToLongFunction<Operation> percentile) {
        for (Operation found : point.operations()) {
            if (found.name().equals(operation) && found.maxMicros() > 0) {
                return percentile.applyAsLong(found) / MICROS_PER_MILLI;
            }
        }
        return Double.NaN;
    }

    /** Errors per second. */
    static double errors(MetricsDocument point, String code) {
        for (MetricsDocument.ErrorCount error : point.errors()) {
            if (error.code().equals(code)) {
                return error.count() * MILLIS_PER_SECOND / Math.max(1, point.spanMillis());
            }
        }
        return 0;
    }

    /** Errors per second, all codes. */
    static double errors(MetricsDocument point) {
        return point.errors().stream()
                        .mapToLong(MetricsDocument.ErrorCount::count)
                        .sum()
                * MILLIS_PER_SECOND
                / Math.max(1, point.spanMillis());
    }

    /** The codes that were most frequent over all points, most frequent first. */
    static List<String> codes(List<MetricsDocument> points, int most) {
        Map<String, Long> counts = new HashMap<>();
        for (MetricsDocument point : points) {
            for (MetricsDocument.ErrorCount error : point.errors()) {
                counts.merge(error.code(), error.count(), Long::sum);
            }
        }
        List<String> codes = new ArrayList<>(counts.keySet());
        codes.sort((a, b) -> {
            int byCount = Long.compare(counts.getOrDefault(b, 0L), counts.getOrDefault(a, 0L));
            return byCount != 0 ? byCount : a.compareTo(b);
        });
        return List.copyOf(codes.subList(0, Math.min(most, codes.size())));
    }
}
