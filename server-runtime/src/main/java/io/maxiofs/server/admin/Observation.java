package io.maxiofs.server.admin;

import io.maxiofs.server.observe.alert.RecentCount;
import io.maxiofs.server.observe.live.ChangeNews;
import io.maxiofs.server.observe.live.EventHub;
import io.maxiofs.server.observe.metrics.MetricsSampler;
import io.maxiofs.server.observe.metrics.RequestMeters;
import io.maxiofs.server.observe.trace.ClientBook;
import io.maxiofs.server.observe.trace.RequestTrace;

/** What the server tells of itself while it runs. */
public record Observation(
        Counters counters,
        MetricsSampler metrics,
        RequestTrace trace,
        ClientBook clients,
        EventHub events,
        ChangeNews news,
        AlertRoutes.Alerts alerts,
        HealthSource health) {

    /**
     * What is counted at the admin port.
     *
     * @param signInFailures of the last minutes
     */
    public record Counters(RequestMeters meters, RecentCount signInFailures) {}
}
