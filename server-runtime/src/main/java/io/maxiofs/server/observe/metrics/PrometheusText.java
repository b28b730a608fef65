package io.maxiofs.server.observe.metrics;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.MetricsDocument;
import io.maxiofs.server.admin.api.MetricsDocument.ErrorCount;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Writes what is measured in the text format of Prometheus. Labels are classes of operations, codes of S3, names of webhooks and
 * rules: bounded, and never a key or a bucket. Used by one thread.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition formats</a>
 */
public final class PrometheusText {
    /** Media type of the format. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final double MICROS_PER_SECOND = 1_000_000.0;
    private static final double MILLIS_PER_SECOND = 1_000.0;

    /** Upper bounds of buckets, microseconds. */
    private static final long[] BOUNDS = {
        500,
        1_000,
        2_500,
        5_000,
        10_000,
        25_000,
        50_000,
        100_000,
        250_000,
        500_000,
        1_000_000,
        2_500_000,
        10_000_000,
        60_000_000
    };

    private final StringBuilder text = new StringBuilder(16 << 10);

    private PrometheusText() {}

    /**
     * All metrics.
     *
     * @param sampler since the start
     * @param server what is known beside the counts
     */
    public static String of(MetricsSampler sampler, Server server) {
        PrometheusText page = new PrometheusText();
        page.requests(sampler.counts(), sampler.totals());
        page.present(sampler.now());
        page.server(server);
        return page.text.toString();
    }

    /**
     * What is known of the server beside its counts.
     *
     * @param startedMillis since the epoch
     * @param certificateEndsMillis since the epoch; 0 without TLS
     * @param lastScrubMillis since the epoch; 0 if there never was one
     * @param alerts those that fire
     */
    public record Server(
            String version,
            String state,
            long startedMillis,
            long certificateEndsMillis,
            long lastScrubMillis,
            long scrubFaults,
            Iterable<AlertDocument> alerts) {}

    private void type(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, long value) {
        sample(name, labels, String.valueOf(value));
    }

    private void sample(String name, String labels, double value) {
        sample(name, labels, String.format(Locale.ROOT, "%.6f", value));
    }

    private void sample(String name, String labels, String value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(value).append('\n');
    }

    private static String label(String name, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return name + "=\"" + escaped + "\"";
    }

    private void one(String name, String type, String help, long value) {
        type(name, type, help);
        sample(name, "", value);
    }

    private void one(String name, String type, String help, double value) {
        type(name, type, help);
        sample(name, "", value);
    }

    private void requests(Counts counts, Totals totals) {
        type("maxiofs_requests_total", "counter", "Requests by class of operation.");
        for (OperationClass operation : OperationClass.values()) {
            sample("maxiofs_requests_total", label("operation", operation.text()), counts.requests(operation));
        }
        type("maxiofs_request_errors_total", "counter", "Answers that were errors, by code of S3.");
        for (ErrorCount error : counts.allErrors()) {
            String labels = label("code", error.code()) + "," + label("status", String.valueOf(error.status()));
            sample("maxiofs_request_errors_total", labels, error.count());
        }
        one("maxiofs_client_errors_total", "counter", "Answers 4xx.", counts.clientErrors());
        one("maxiofs_server_errors_total", "counter", "Answers 5xx and cut connections.", counts.serverErrors());
        one("maxiofs_received_bytes_total", "counter", "Bytes of bodies received.", counts.bytesIn());
        one("maxiofs_sent_bytes_total", "counter", "Bytes of bodies sent.", counts.bytesOut());
        type("maxiofs_request_duration_seconds", "histogram", "Times of requests, without the client's own errors.");
        for (OperationClass operation : OperationClass.values()) {
            histogram(
                    "maxiofs_request_duration_seconds", label("operation", operation.text()), totals.times(operation));
        }
        type("maxiofs_flush_duration_seconds", "histogram", "Times of flushes of the journal.");
        histogram("maxiofs_flush_duration_seconds", "", totals.flushes());
    }

    private void histogram(String name, String labels, Histogram times) {
        String separator = labels.isEmpty() ? "" : ",";
        for (long bound : BOUNDS) {
            String le = String.valueOf(bound / MICROS_PER_SECOND);
            sample(name + "_bucket", labels + separator + label("le", le), times.getCountBetweenValues(0, bound));
        }
        sample(name + "_bucket", labels + separator + label("le", "+Inf"), times.getTotalCount());
        sample(name + "_sum", labels, times.getMean() * times.getTotalCount() / MICROS_PER_SECOND);
        sample(name + "_count", labels, times.getTotalCount());
    }

    private void present(MetricsDocument now) {
        MetricsDocument.Load load = now.load();
        one("maxiofs_connections", "gauge", "Connections open on the S3 port.", load.connections());
        one("maxiofs_requests_in_flight", "gauge", "Requests being served.", load.inFlight());
        one("maxiofs_requests_waiting", "gauge", "Requests that wait to be served.", load.waiting());
        one("maxiofs_buffered_bytes", "gauge", "Bytes of bodies held in memory.", load.bufferedBytes());
        type("maxiofs_queue_length", "gauge", "What waits to be done in the background.");
        load.queues().forEach(queue -> sample("maxiofs_queue_length", label("queue", queue.name()), queue.waiting()));
        type("maxiofs_disk_free_bytes", "gauge", "What may still be written, when last measured.");
        Long free = now.disk().freeBytes();
        if (free != null) {
            sample("maxiofs_disk_free_bytes", "", free);
        }
        type("maxiofs_disk_total_bytes", "gauge", "Size of the disk of the data directory.");
        Long total = now.disk().totalBytes();
        if (total != null) {
            sample("maxiofs_disk_total_bytes", "", total);
        }
        one("maxiofs_heap_used_bytes", "gauge", "Heap in use.", now.memory().heapUsedBytes());
        one(
                "maxiofs_heap_max_bytes",
                "gauge",
                "Heap there may be.",
                now.memory().heapMaxBytes());
        one("maxiofs_threads", "gauge", "Platform threads.", now.memory().threads());
    }

    private void server(Server server) {
        type("maxiofs_info", "gauge", "Version of the server.");
        sample("maxiofs_info", label("version", server.version()), 1);
        type("maxiofs_state", "gauge", "What the server can do now.");
        sample("maxiofs_state", label("state", server.state()), 1);
        one(
                "maxiofs_start_time_seconds",
                "gauge",
                "When the server started.",
                server.startedMillis() / MILLIS_PER_SECOND);
        type("maxiofs_certificate_expires_seconds", "gauge", "When the certificate ends.");
        if (server.certificateEndsMillis() > 0) {
            sample("maxiofs_certificate_expires_seconds", "", server.certificateEndsMillis() / MILLIS_PER_SECOND);
        }
        type("maxiofs_scrub_completed_seconds", "gauge", "When the last complete scrub ended.");
        if (server.lastScrubMillis() > 0) {
            sample("maxiofs_scrub_completed_seconds", "", server.lastScrubMillis() / MILLIS_PER_SECOND);
        }
        one("maxiofs_scrub_faults", "gauge", "Faults that scrubs found and nobody has repaired.", server.scrubFaults());
        type("maxiofs_alerts_firing", "gauge", "Alerts that fire, by rule and what they are about.");
        for (AlertDocument alert : server.alerts()) {
            String labels = label("rule", alert.rule()) + "," + label("severity", alert.severity()) + ","
                    + label("subject", alert.subject());
            sample("maxiofs_alerts_firing", labels, 1);
        }
    }
}
