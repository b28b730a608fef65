package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.ServerControl.TlsReloadException;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.ServerStatus;
import java.util.List;
import java.util.Map;

/** The server itself: state, settings, certificate, stop. */
final class ServerRoutes {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final int ACCEPTED = 202;

    private final ServerControl control;

    ServerRoutes(ServerControl control) {
        this.control = control;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/health/live", Access.ANYBODY, this::live),
                new Route("GET", "/health/ready", Access.ANYBODY, this::ready),
                new Route("GET", "/api/v1/health", Access.ADMINISTRATOR, this::health),
                new Route("GET", "/api/v1/server/status", Access.ADMINISTRATOR, this::status),
                new Route("POST", "/api/v1/server/shutdown", Access.ADMINISTRATOR, this::shutdown),
                new Route("POST", "/api/v1/server/tls/reload", Access.ADMINISTRATOR, this::reloadTls));
    }

    private Answer live(Call call) {
        return Answer.ok(Map.of("status", "live"));
    }

    /** The reasons are for administrators; whoever balances load only needs the verdict. */
    private Answer ready(Call call) {
        ServerStatus.Health health = control.health();
        return new Answer(code(health), Map.of("status", health.status()));
    }

    private Answer health(Call call) {
        ServerStatus.Health health = control.health();
        return new Answer(code(health), health);
    }

    /** Who only reads is served by a full disk too. */
    private static int code(ServerStatus.Health health) {
        return health.status().equals(ServerStatus.Health.NOT_READY) ? UNAVAILABLE : OK;
    }

    private Answer status(Call call) {
        return Answer.ok(control.status());
    }

    private Answer shutdown(Call call) {
        control.requestStop();
        return new Answer(ACCEPTED, Map.of("status", "stopping"));
    }

    private Answer reloadTls(Call call) {
        try {
            return Answer.ok(control.reloadTls());
        } catch (TlsReloadException e) {
            throw new AdminException(Problem.Code.NOT_AVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
