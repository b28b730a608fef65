package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.MetricsHistory.Range;
import io.maxiofs.server.observe.metrics.MetricsSampler;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the server measures. It says something of all tenants, so it is for administrators of the whole server. */
final class MetricsRoutes {
    private final MetricsSampler metrics;

    MetricsRoutes(MetricsSampler metrics) {
        this.metrics = metrics;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/metrics", Access.ADMINISTRATOR, this::now),
                new Route("GET", "/api/v1/metrics/history", Access.ADMINISTRATOR, this::history));
    }

    private Answer now(Call call) {
        metrics.watched();
        return Answer.ok(metrics.now());
    }

    private Answer history(Call call) {
        metrics.watched();
        String wanted = call.request().parameter("range").orElse(Range.TEN_MINUTES.text());
        for (Range range : Range.values()) {
            if (range.text().equals(wanted)) {
                return Answer.ok(metrics.history(range, Questions.instant(call.request(), "since")));
            }
        }
        throw Questions.invalid(
                "range",
                "one of " + Arrays.stream(Range.values()).map(Range::text).collect(Collectors.joining(", ")));
    }
}
