package io.maxiofs.server.admin;

import io.maxiofs.server.admin.HealthSource.ScrubControl;
import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.ServerOverview;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** How the server is: findings, overview, scrubs, and what helps those who help. */
final class HealthRoutes {
    private static final String SCRUB = "/api/v1/scrub";
    private static final int MAX_CLIENTS = 50;

    private final HealthSource health;
    private final ServerControl control;
    private final AlertRoutes.Alerts alerts;
    private final ClientDocuments clients;
    private final AdminJson json = AdminJson.strict();

    HealthRoutes(HealthSource health, ServerControl control, AlertRoutes.Alerts alerts, ClientDocuments clients) {
        this.health = health;
        this.control = control;
        this.alerts = alerts;
        this.clients = clients;
    }

    List<Route> routes() {
        Access admin = Access.ADMINISTRATOR;
        return List.of(
                new Route("GET", "/api/v1/health/findings", admin, this::findings),
                new Route("GET", "/api/v1/server/overview", admin, this::overview),
                new Route("GET", "/api/v1/server/diagnostics", admin, this::diagnostics),
                new Route("POST", SCRUB + "/start", admin, call -> scrub(ScrubControl::start)),
                new Route("POST", SCRUB + "/pause", admin, call -> scrub(ScrubControl::pause)),
                new Route("POST", SCRUB + "/resume", admin, call -> scrub(ScrubControl::resume)),
                new Route("PUT", SCRUB + "/window", admin, this::window));
    }

    private Answer findings(Call call) {
        return Answer.ok(health.findings());
    }

    private Answer scrub(Consumer<ScrubControl> action) {
        ScrubControl scrubs = health.scrubs();
        if (scrubs == null) {
            throw new AdminException(Problem.Code.NOT_AVAILABLE, "The store is not in a data directory");
        }
        action.accept(scrubs);
        return Answer.ok(health.findings());
    }

    private Answer window(Call call) {
        String window =
                Documents.required(call.body(HealthDocument.Window.class).window(), "window");
        try {
            return scrub(scrubs -> scrubs.window(window));
        } catch (IllegalArgumentException e) {
            throw new AdminException(Problem.Code.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private Answer overview(Call call) {
        List<ClientDocument> seen = clients.list(Visibility.of(call.who()));
        return Answer.ok(new ServerOverview(
                health.instance(),
                control.status(),
                control.state(),
                health.addresses(),
                health.space(),
                seen.subList(0, Math.min(MAX_CLIENTS, seen.size())),
                alerts.engine().firing(),
                health.findings().scrub()));
    }

    private Answer diagnostics(Call call) {
        Map<String, String> files = new TreeMap<>(health.diagnostics());
        files.put("status.json", json.print(control.status()));
        files.put("state.json", json.print(control.state()));
        files.put("health.json", json.print(health.findings()));
        files.put("settings.json", json.print(control.settings()));
        files.put("alerts.json", json.print(alerts.engine().firing()));
        return new Answer(
                200,
                new Route.Stream(
                        "application/zip",
                        Map.of("Content-Disposition", "attachment; filename=\"maxiofs-diagnostics.zip\""),
                        out -> zip(files, out)));
    }

    private static void zip(Map<String, String> files, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> file : files.entrySet()) {
            zip.putNextEntry(new ZipEntry(file.getKey()));
            zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        zip.finish();
    }
}
