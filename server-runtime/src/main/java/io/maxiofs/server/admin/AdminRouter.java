package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the route of a request, lets through who may, and renders what comes of it. Safe on any thread. */
public final class AdminRouter implements JsonHandler {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRouter.class);
    private static final String BEARER = "Bearer ";

    private final List<Route> routes;
    private final AdminSessions sessions;
    private final AdminJson json = AdminJson.strict();

    AdminRouter(List<Route> routes, AdminSessions sessions) {
        this.routes = List.copyOf(routes);
        this.sessions = sessions;
    }

    /** The table, for a test that walks it. */
    List<Route> routes() {
        return routes;
    }

    @Override
    public Response handle(Request request) {
        try {
            Answer answer = serve(request);
            Object document = answer.document();
            if (document instanceof Route.Stream stream) {
                Map<String, String> headers = new HashMap<>(stream.headers());
                headers.put("Content-Type", stream.mediaType());
                return Response.streaming(answer.status(), headers, stream.content());
            }
            return document == null
                    ? new Response(answer.status(), Map.of(), new byte[0])
                    : new Response(answer.status(), Map.of("Content-Type", "application/json"), json.write(document));
        } catch (AdminException e) {
            return problem(e.code(), String.valueOf(e.getMessage()), e.headers());
        } catch (S3Exception e) {
            return rendered(S3Problems.of(e), S3Problems.headers(e));
        } catch (IdentityException e) {
            return problem(codeOf(e.reason()), String.valueOf(e.getMessage()), Map.of());
        } catch (StorageException e) {
            return problem(codeOf(e), String.valueOf(e.getMessage()), Map.of());
        } catch (CompletionException e) {
            if (e.getCause() instanceof StorageException storage) {
                return problem(codeOf(storage), String.valueOf(storage.getMessage()), Map.of());
            }
            return failed(request, e);
        } catch (RuntimeException e) {
            return failed(request, e);
        }
    }

    private Response failed(Request request, RuntimeException failure) {
        LOG.error("{} {} failed", request.method(), request.path(), failure);
        return problem(Problem.Code.INTERNAL, "See the server's log", Map.of());
    }

    private Response problem(Problem.Code code, String detail, Map<String, String> headers) {
        return rendered(Problem.of(code, detail), headers);
    }

    private Response rendered(Problem problem, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", Problem.MEDIA_TYPE);
        return new Response(problem.status(), all, json.write(problem));
    }

    private Answer serve(Request request) {
        List<String> path = Route.segments(request.path());
        TreeSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> values = route.match(path);
            if (values != null && route.method().equals(request.method())) {
                Optional<Caller> caller = admit(route, request);
                return route.action().serve(new Call(request, values, caller, json::read));
            }
            if (values != null) {
                methods.add(route.method());
            }
        }
        if (methods.isEmpty()) {
            throw new AdminException(Problem.Code.NOT_FOUND, "There is no such resource");
        }
        throw new AdminException(
                Problem.Code.METHOD_NOT_ALLOWED,
                "The resource has " + String.join(", ", methods),
                Map.of("Allow", String.join(", ", methods)));
    }

    private Optional<Caller> admit(Route route, Request request) {
        if (route.access() == Access.ANYBODY) {
            return Optional.empty();
        }
        Caller caller = request.header("authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .flatMap(sessions::find)
                .orElseThrow(() -> new AdminException(
                        Problem.Code.UNAUTHENTICATED, "A valid token is needed", Map.of("WWW-Authenticate", "Bearer")));
        if (route.access() == Access.ADMINISTRATOR && !caller.isAdmin()) {
            throw new AdminException(Problem.Code.FORBIDDEN, "Only administrators may do this");
        }
        return Optional.of(caller);
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
