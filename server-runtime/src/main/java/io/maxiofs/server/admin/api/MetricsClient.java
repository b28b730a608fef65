package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the server measures. Safe on any thread; calls block and throw {@link AdminClientException}. */
public final class MetricsClient {
    private final AdminTransport transport;

    MetricsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** The last second. */
    public MetricsDocument now() {
        return transport.read(transport.send("GET", "/api/v1/metrics"), MetricsDocument.class);
    }

    /**
     * The course of a range.
     *
     * @param since only points after it; null for all
     */
    public MetricsHistory history(MetricsHistory.Range range, @Nullable Instant since) {
        String query =
                "?range=" + range.text() + (since == null ? "" : "&since=" + AdminTransport.encode(since.toString()));
        return transport.read(transport.send("GET", "/api/v1/metrics/history" + query), MetricsHistory.class);
    }
}
