package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.Route.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the operation of a request from the {@link RouteTable}. A request that carries a sub-resource the table does not
 * know is refused and never becomes a plain read, write or delete. Immutable.
 */
final class S3Router {
    private final Set<String> allSubResources = new HashSet<>();
    private final ScopeRoutes service;
    private final ScopeRoutes bucket;
    private final ScopeRoutes object;

    S3Router(List<Route> rows) {
        service = new ScopeRoutes(rows, Scope.SERVICE, RouteTable.SERVICE_MODIFIERS);
        bucket = new ScopeRoutes(rows, Scope.BUCKET, RouteTable.BUCKET_MODIFIERS);
        object = new ScopeRoutes(rows, Scope.OBJECT, RouteTable.OBJECT_MODIFIERS);
        for (ScopeRoutes routes : List.of(service, bucket, object)) {
            allSubResources.addAll(routes.subResources);
        }
    }

    /**
     * @throws S3Exception NotImplemented for an unknown sub-resource, MethodNotAllowed for a known one that does not take
     *     the method, InvalidArgument for parameters that exclude each other
     */
    S3Operation route(HttpMethod method, Scope scope, QueryParameters query, RequestHeaders headers) {
        ScopeRoutes routes = ofScope(scope);
        Set<String> chosen = chosenSubResources(method, routes, query);
        Route best = null;
        for (Route row : routes.of(method)) {
            if ((best == null || row.weight() > best.weight())
                    && row.parameters().containsAll(chosen)
                    && row.matches(query, headers)) {
                best = row;
            }
        }
        if (best == null) {
            throw unroutable(method, chosen);
        }
        refuseMisplacedModifiers(method, scope, best.operation(), query);
        return best.operation();
    }

    private Set<String> chosenSubResources(HttpMethod method, ScopeRoutes routes, QueryParameters query) {
        if (query.names().isEmpty()) {
            return Set.of();
        }
        Set<String> chosen = new HashSet<>();
        for (String name : query.names()) {
            if (routes.subResources.contains(name)) {
                chosen.add(name);
            } else if (!isHarmless(method, routes, name, query.value(name))) {
                throw new S3Exception(
                                S3ErrorCode.NOT_IMPLEMENTED, "The sub-resource '" + name + "' is not implemented.")
                        .with("Header", name);
            }
        }
        return chosen;
    }

    /** Whether a parameter that chooses nothing here may be there. A read may carry foreign parameters with a value. */
    private boolean isHarmless(HttpMethod method, ScopeRoutes routes, String name, @Nullable String value) {
        if (routes.modifiers.contains(name) || isOfEveryRequest(name)) {
            return true;
        }
        boolean read = method == HttpMethod.GET || method == HttpMethod.HEAD;
        if (allSubResources.contains(name)) {
            return false;
        }
        return read && value != null && !value.isEmpty();
    }

    private static boolean isOfEveryRequest(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("x-")
                || lower.startsWith("response-")
                || name.equals("AWSAccessKeyId")
                || name.equals("Signature")
                || name.equals("Expires");
    }

    private ScopeRoutes ofScope(Scope scope) {
        return switch (scope) {
            case SERVICE -> service;
            case BUCKET -> bucket;
            case OBJECT -> object;
        };
    }

    private static S3Exception unroutable(HttpMethod method, Set<String> chosen) {
        if (chosen.size() > 1) {
            return new S3Exception(
                            S3ErrorCode.INVALID_ARGUMENT,
                            "Conflicting query string parameters: "
                                    + String.join(", ", chosen.stream().sorted().toList()))
                    .with("ArgumentName", "ResourceType");
        }
        if (method == HttpMethod.PUT && chosen.contains("uploadId")) {
            return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Missing query parameter: partNumber")
                    .with("ArgumentName", "partNumber");
        }
        S3Exception error = new S3Exception(S3ErrorCode.METHOD_NOT_ALLOWED).with("Method", method.name());
        return chosen.isEmpty()
                ? error
                : error.with("ResourceType", chosen.iterator().next().toUpperCase(Locale.ROOT));
    }

    /** A write to the wrong place must not happen because a parameter was not looked at. */
    private static void refuseMisplacedModifiers(
            HttpMethod method, Scope scope, S3Operation operation, QueryParameters query) {
        if (scope != Scope.OBJECT || method == HttpMethod.GET || method == HttpMethod.HEAD) {
            return;
        }
        boolean ofUpload = operation == S3Operation.UPLOAD_PART || operation == S3Operation.UPLOAD_PART_COPY;
        if (query.has("partNumber") && !ofUpload) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "This operation does not accept a part number.")
                    .with("ArgumentName", "partNumber")
                    .with("ArgumentValue", String.valueOf(query.value("partNumber")));
        }
        if (query.has("versionId")
                && (operation == S3Operation.PUT_OBJECT
                        || operation == S3Operation.COPY_OBJECT
                        || operation == S3Operation.CREATE_MULTIPART_UPLOAD
                        || ofUpload)) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "This operation does not accept a version-id.")
                    .with("ArgumentName", "versionId")
                    .with("ArgumentValue", String.valueOf(query.value("versionId")));
        }
    }

    /** The rows of one scope. */
    private static final class ScopeRoutes {
        private final Map<HttpMethod, List<Route>> byMethod = new EnumMap<>(HttpMethod.class);
        private final Set<String> subResources = new HashSet<>();
        private final Set<String> modifiers;

        ScopeRoutes(List<Route> rows, Scope scope, Set<String> modifiers) {
            this.modifiers = modifiers;
            for (Route row : rows) {
                if (row.scope() == scope) {
                    byMethod.computeIfAbsent(row.method(), m -> new ArrayList<>())
                            .add(row);
                    row.parameters().stream()
                            .filter(p -> !modifiers.contains(p))
                            .forEach(subResources::add);
                }
            }
        }

        List<Route> of(HttpMethod method) {
            return byMethod.getOrDefault(method, List.of());
        }
    }
}
