package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.http.JsonHandler;
import io.maxiofs.server.identity.IdentityException;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.api.BucketExistsException;
import io.maxiofs.storage.api.BucketNotEmptyException;
import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.StorageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, lets through who may, and renders what comes of it. Safe on any thread. */
public final class AdminRouter implements JsonHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRouter.class);

    private final List<Route> routes;
    private final Gate gate;
    private final AdminAudit audit;
    private final AdminWatch watch;
    private final AdminJson json = AdminJson.strict();

    AdminRouter(List<Route> routes, Gate gate, AdminAudit audit, AdminWatch watch) {
        this.routes = List.copyOf(routes);
        this.gate = gate;
        this.audit = audit;
        this.watch = watch;
    }

    /** The table, for a test that walks it. */
    List<Route> routes() {
        return routes;
    }

    /** A route that fits a request, and what the request's path says. */
    private record Match(Route route, Map<String, String> path) {}

    /** What a client is told if a call does not work. */
    private record Refusal(Problem problem, Map<String, String> headers) {
        Refusal(Problem.Code code, String detail, Map<String, String> headers) {
            this(Problem.of(code, detail), headers);
        }
    }

    @Override
    public Response handle(Request request) {
        long start = System.nanoTime();
        Response response = answer(request);
        watch.answered(request, response.status(), System.nanoTime() - start);
        return response;
    }

    private Response answer(Request request) {
        Match match;
        try {
            match = match(request);
        } catch (AdminException e) {
            return rendered(refusal(request, e));
        }
        return serve(request, match);
    }

    /** The one point where calls are answered, and where the audit hears of them. */
    private Response serve(Request request, Match match) {
        Map<String, String> notes = new ConcurrentHashMap<>();
        Call call = new Call(request, match.path(), Optional.empty(), json::read, notes);
        Response response;
        String problem = "";
        try {
            Optional<Caller> caller = gate.identify(match.route(), request);
            call = new Call(request, match.path(), caller, json::read, notes);
            gate.admit(match.route(), caller);
            Answer answer = match.route().action().serve(call);
            // Tests run with assertions: what the description says of a route is held against every answer in them.
            assert OpenApiAnswers.fits(match.route(), answer) : match.route() + " answers not as described";
            response = rendered(answer);
        } catch (RuntimeException e) {
            Refusal refusal = refusal(request, e);
            problem = refusal.problem().code();
            response = rendered(refusal);
        }
        audit.answered(match.route(), call, response.status(), problem);
        return response;
    }

    private Response rendered(Answer answer) {
        Object document = answer.document();
        if (document instanceof Route.Stream stream) {
            Map<String, String> headers = new HashMap<>(stream.headers());
            headers.put("Content-Type", stream.mediaType());
            return Response.streaming(answer.status(), headers, stream.content());
        }
        return document == null
                ? new Response(answer.status(), Map.of(), new byte[0])
                : new Response(answer.status(), Map.of("Content-Type", "application/json"), json.write(document));
    }

    private Response rendered(Refusal refusal) {
        Map<String, String> all = new HashMap<>(refusal.headers());
        all.put("Content-Type", Problem.MEDIA_TYPE);
        return new Response(refusal.problem().status(), all, json.write(refusal.problem()));
    }

    private static Refusal refusal(Request request, RuntimeException failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case AdminException e -> new Refusal(e.code(), String.valueOf(e.getMessage()), e.headers());
            case S3Exception e -> new Refusal(S3Problems.of(e), S3Problems.headers(e));
            case IdentityException e -> new Refusal(codeOf(e.reason()), String.valueOf(e.getMessage()), Map.of());
            case StorageException e -> new Refusal(codeOf(e), String.valueOf(e.getMessage()), Map.of());
            default -> {
                LOG.error("{} {} failed", request.method(), request.path(), failure);
                yield new Refusal(Problem.Code.INTERNAL, "See the server's log", Map.of());
            }
        };
    }

    private Match match(Request request) {
        List<String> path = Route.segments(request.path());
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> values = route.match(path);
            if (values != null && route.method().equals(request.method())) {
                return new Match(route, values);
            }
            if (values != null) {
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw new AdminException(Problem.Code.UNKNOWN_RESOURCE, "There is no such resource");
        }
        throw new AdminException(
                Problem.Code.METHOD_NOT_ALLOWED,
                "The resource has " + String.join(", ", methods),
                Map.of("Allow", String.join(", ", methods)));
    }

    private static Problem.Code codeOf(IdentityException.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> Problem.Code.NOT_FOUND;
            case EXISTS -> Problem.Code.EXISTS;
            case INVALID -> Problem.Code.INVALID;
            case IN_USE -> Problem.Code.NOT_EMPTY;
            case LIMIT -> Problem.Code.LIMIT_REACHED;
            case LAST_ADMINISTRATOR -> Problem.Code.LAST_ADMINISTRATOR;
        };
    }

    private static Problem.Code codeOf(StorageException failure) {
        return switch (failure) {
            case BucketNotFoundException e -> Problem.Code.NOT_FOUND;
            case BucketExistsException e -> Problem.Code.EXISTS;
            case BucketNotEmptyException e -> Problem.Code.NOT_EMPTY;
            default -> Problem.Code.STORAGE_UNAVAILABLE;
        };
    }
}
