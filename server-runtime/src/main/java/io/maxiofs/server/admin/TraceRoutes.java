package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.TraceEntry;
import io.maxiofs.server.observe.trace.RequestTrace;
import io.maxiofs.server.observe.trace.RequestTrace.Traced;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Recent requests, and which program uses which key. An administrator of a tenant sees those of its users. */
final class TraceRoutes {
    private final RequestTrace trace;
    private final KeyOwners owners;
    private final ClientDocuments clients;

    TraceRoutes(RequestTrace trace, KeyOwners owners, ClientDocuments clients) {
        this.trace = trace;
        this.owners = owners;
        this.clients = clients;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/trace", Access.TENANT, this::list),
                new Route("GET", "/api/v1/trace/{id}", Access.TENANT, this::get),
                new Route("GET", "/api/v1/trace/{id}/curl", Access.TENANT, this::curl),
                new Route("GET", "/api/v1/clients", Access.TENANT, this::clients));
    }

    private Answer list(Call call) {
        Visibility sight = Visibility.of(call.who());
        TraceFilter filter = TraceFilter.of(call.request());
        RequestTrace.Part part = trace.find(
                traced -> filter.fits(traced.entry()) && sight.sees(owners.tenant(traced)),
                Questions.limit(call.request()),
                Questions.cursor(call.request()));
        Long next = part.next();
        return Answer.ok(new Items<>(
                part.entries().stream().map(owners::named).toList(), next == null ? null : String.valueOf(next)));
    }

    private TraceEntry find(Call call) {
        Visibility sight = Visibility.of(call.who());
        Traced traced = trace.get(call.segment("id"))
                .filter(found -> sight.sees(owners.tenant(found)))
                .orElseThrow(() ->
                        new AdminException(Problem.Code.NOT_FOUND, "The trace has no such request, or not any more"));
        return owners.named(traced.entry());
    }

    private Answer get(Call call) {
        return Answer.ok(find(call));
    }

    private Answer curl(Call call) {
        String host = call.request().parameter("endpoint").orElse("$ENDPOINT");
        TraceEntry entry = find(call);
        if (entry.asked().method().isEmpty()) {
            throw new AdminException(Problem.Code.NOT_FOUND, "This connection never became a request");
        }
        byte[] text = CurlText.of(entry, host).getBytes(StandardCharsets.UTF_8);
        return new Answer(200, new Route.Stream("text/plain; charset=utf-8", out -> out.write(text)));
    }

    private Answer clients(Call call) {
        Visibility sight = Visibility.of(call.who());
        return Answer.ok(new Items<>(clients.list(sight)));
    }
}
