package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.ServerStatus;
import io.maxiofs.server.observe.metrics.MetricsSampler;
import io.maxiofs.server.observe.metrics.PrometheusText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Metrics for Prometheus: for programs of this machine, and for whoever has the token of the settings. */
final class ScrapeRoutes {
    private static final String BEARER = "Bearer ";

    private final MetricsSampler metrics;
    private final ServerControl control;
    private final HealthSource health;
    private final AlertRoutes.Alerts alerts;
    private final Supplier<String> token;

    /** @param token that lets others than this machine in; empty for none */
    ScrapeRoutes(
            MetricsSampler metrics,
            ServerControl control,
            HealthSource health,
            AlertRoutes.Alerts alerts,
            Supplier<String> token) {
        this.metrics = metrics;
        this.control = control;
        this.health = health;
        this.alerts = alerts;
        this.token = token;
    }

    List<Route> routes() {
        return List.of(new Route("GET", "/metrics", Access.ANYBODY, this::scrape));
    }

    private Answer scrape(Call call) {
        if (!mayScrape(call)) {
            throw new AdminException(
                    Problem.Code.UNAUTHENTICATED,
                    "From elsewhere than this machine metrics.token is needed",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
        metrics.watched();
        byte[] page = PrometheusText.of(metrics, server()).getBytes(StandardCharsets.UTF_8);
        return new Answer(200, new Route.Stream(PrometheusText.MEDIA_TYPE, out -> out.write(page)));
    }

    /** With a token set, it is asked of everybody: a proxy on this machine must not open what is closed. */
    private boolean mayScrape(Call call) {
        String wanted = token.get();
        if (wanted.isEmpty()) {
            return call.request().peer().address().isLoopbackAddress();
        }
        String given = call.request().header("authorization").orElse("");
        return MessageDigest.isEqual(
                (BEARER + wanted).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private PrometheusText.Server server() {
        ServerStatus status = control.status();
        HealthDocument.Scrub scrub = health.findings().scrub();
        ServerStatus.Tls tls = status.tls();
        return new PrometheusText.Server(
                status.version(),
                control.state().name(),
                status.started().toEpochMilli(),
                millis(tls == null ? null : tls.notAfter()),
                millis(scrub.last()),
                scrub.faults(),
                alerts.engine().firing());
    }

    private static long millis(@Nullable Instant instant) {
        return instant == null ? 0 : instant.toEpochMilli();
    }
}
