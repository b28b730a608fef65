package io.maxiofs.desktop.screen.activity;

import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.Operation;
import io.maxiofs.server.admin.api.TraceEntry;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The numbers of the screen for other programs: in UTC, with a point, whatever the language of the person. */
final class MetricsCsv {
    private static final List<String> POINT_COLUMNS = List.of(
            "time",
            "span_ms",
            "requests_per_s",
            "bytes_in_per_s",
            "bytes_out_per_s",
            "client_errors",
            "server_errors",
            "p50_ms",
            "p95_ms",
            "p99_ms",
            "connections",
            "in_flight",
            "flush_p50_ms",
            "flush_p99_ms");
    private static final List<String> REQUEST_COLUMNS = List.of(
            "time",
            "request_id",
            "operation",
            "method",
            "target",
            "bucket",
            "key",
            "status",
            "error",
            "explanation",
            "bytes_in",
            "bytes_out",
            "total_us",
            "address",
            "client",
            "access_key",
            "user");

    private MetricsCsv() {}

    /** @param operation class of operations whose latencies are written */
    static String points(List<MetricsDocument> points, String operation) {
        StringBuilder csv = new StringBuilder(Csv.line(POINT_COLUMNS));
        for (MetricsDocument point : points) {
            csv.append(Csv.line(List.of(
                    point.time().toString(),
                    Long.toString(point.spanMillis()),
                    number(Measure.requests(point)),
                    number(Measure.in(point)),
                    number(Measure.out(point)),
                    Long.toString(point.traffic().clientErrors()),
                    Long.toString(point.traffic().serverErrors()),
                    number(Measure.latency(point, operation, Operation::p50Micros)),
                    number(Measure.latency(point, operation, Operation::p95Micros)),
                    number(Measure.latency(point, operation, Operation::p99Micros)),
                    Integer.toString(point.load().connections()),
                    Integer.toString(point.load().inFlight()),
                    number(Measure.flushP50(point)),
                    number(Measure.flushP99(point)))));
        }
        return csv.toString();
    }

    static String requests(List<TraceEntry> entries) {
        StringBuilder csv = new StringBuilder(Csv.line(REQUEST_COLUMNS));
        for (TraceEntry entry : entries) {
            csv.append(Csv.line(List.of(
                    entry.time().toString(),
                    entry.id(),
                    text(entry.asked().operation()),
                    entry.asked().method(),
                    entry.asked().target(),
                    text(entry.asked().bucket()),
                    text(entry.asked().key()),
                    Integer.toString(entry.result().status()),
                    text(entry.result().error()),
                    text(entry.result().explanation()),
                    Long.toString(entry.result().bytesIn()),
                    Long.toString(entry.result().bytesOut()),
                    Long.toString(entry.timing().totalMicros()),
                    entry.sender().address(),
                    entry.sender().client(),
                    text(entry.sender().accessKey()),
                    text(entry.sender().user()))));
        }
        return csv.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value);
    }

    private static String text(@Nullable String value) {
        return Objects.requireNonNullElse(value, "");
    }
}
