package io.maxiofs.server.admin;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.maxiofs.server.ProductVersion;
import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The description of the API as OpenAPI 3.1, made from the table of routes and from the records that travel, so that it
 * says no more than there is.
 */
final class OpenApi {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String JSON = "application/json";
    private static final String NEXT = "The cursor of what follows; missing or null at the end";

    private final List<Route> routes;
    private final Map<String, Object> schemas = new TreeMap<>();

    private OpenApi(List<Route> routes) {
        this.routes = routes;
    }

    /** The route that serves the description of all the others and itself. */
    static Route route(List<Route> routes) {
        List<Route> all = new ArrayList<>(routes);
        Route own = new Route(
                "GET", "/api/v1/openapi.json", Access.OWN, call -> Answer.ok(document(all, ProductVersion.current())));
        all.add(own);
        return own;
    }

    static Map<String, Object> document(List<Route> routes, String version) {
        return new OpenApi(routes).document(version);
    }

    private Map<String, Object> document(String version) {
        Map<String, Object> paths = new TreeMap<>();
        for (Route route : routes) {
            String path = "/" + String.join("/", route.template());
            @SuppressWarnings("unchecked") // Put there by this loop.
            Map<String, Object> methods =
                    (Map<String, Object>) paths.computeIfAbsent(path, any -> new TreeMap<String, Object>());
            methods.put(route.method().toLowerCase(Locale.ROOT), operation(route, path));
        }
        schema(Problem.class);
        nameCodes();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "MaxIOFS administration", "version", version));
        document.put("paths", paths);
        document.put(
                "components",
                new TreeMap<>(Map.of(
                        "schemas",
                        schemas,
                        "securitySchemes",
                        Map.of("token", new TreeMap<>(Map.of("type", "http", "scheme", "bearer"))))));
        return document;
    }

    /** Programs decide by the code; those of S3 begin with {@code s3.}. */
    private void nameCodes() {
        @SuppressWarnings("unchecked") // Made by describe().
        Map<String, Object> problem = (Map<String, Object>) Objects.requireNonNull(schemas.get("Problem"));
        @SuppressWarnings("unchecked") // Made by describe().
        Map<String, Object> properties = (Map<String, Object>) Objects.requireNonNull(problem.get("properties"));
        Map<String, Object> code = typed("string", "description", "Stable; one of these, or s3. and a code of S3");
        code.put(
                "examples",
                Arrays.stream(Problem.Code.values()).map(Problem.Code::text).toList());
        properties.put("code", code);
    }

    private Map<String, Object> operation(Route route, String path) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", AuditNames.action(route) + (path.startsWith("/api/") ? "" : ".public"));
        operation.put("description", whoMay(route.access()));
        operation.put("security", route.access() == Access.ANYBODY ? List.of() : List.of(Map.of("token", List.of())));
        List<Object> parameters = new ArrayList<>();
        for (String part : route.template()) {
            if (part.startsWith("{")) {
                parameters.add(parameter(part.substring(1, part.length() - 1)));
            }
        }
        Answered answered = OpenApiAnswers.all().getOrDefault(route.method() + " " + path, Answered.NOTHING);
        if (answered.paged()) {
            parameters.add(query(
                    "limit",
                    "Entries of one part; " + Items.DEFAULT_LIMIT + " without",
                    new TreeMap<>(Map.of("type", "integer", "minimum", 1, "maximum", Items.MAX_LIMIT))));
            parameters.add(query("cursor", "What the part before gave as next", Map.of("type", "string")));
        }
        operation.put("parameters", parameters);
        Class<?> body = OpenApiBodies.all().get(route.method() + " " + path);
        if (body != null) {
            operation.put("requestBody", content(JSON, schema(body), "required", true));
        }
        Map<String, Object> responses = new TreeMap<>();
        responses.put("2XX", done(answered));
        responses.put("default", content(Problem.MEDIA_TYPE, schema(Problem.class), "description", "Why not"));
        operation.put("responses", responses);
        return operation;
    }

    private Map<String, Object> done(Answered answered) {
        Class<?> type = answered.type();
        return switch (answered.shape()) {
            case NOTHING -> Map.of("description", "Done; nothing is answered");
            case STREAM -> content(answered.mediaType(), Map.of("type", "string"), "description", "What was asked for");
            case DOCUMENT -> content(answered.mediaType(), schema(type(type)), "description", "What was asked for");
            case LIST ->
                content(answered.mediaType(), list(schema(type(type)), answered.paged()), "description", "A list");
        };
    }

    private static Class<?> type(@Nullable Class<?> type) {
        return Objects.requireNonNull(type, "Documents have a type");
    }

    private static Map<String, Object> list(Object entry, boolean paged) {
        Map<String, Object> properties = new TreeMap<>();
        properties.put("items", typed("array", "items", entry));
        if (paged) {
            properties.put("next", Map.of("type", List.of("string", "null"), "description", NEXT));
        }
        Map<String, Object> list = typed("object", "properties", properties);
        list.put("required", List.of("items"));
        return list;
    }

    private static Map<String, Object> query(String name, String description, Map<String, Object> schema) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "query");
        parameter.put("required", false);
        parameter.put("description", description);
        parameter.put("schema", schema);
        return parameter;
    }

    private static String whoMay(Access access) {
        return switch (access) {
            case ANYBODY -> "Nobody needs to be signed in.";
            case OWN -> "Whoever is signed in, about themselves.";
            case SIGNED_IN -> "Whoever is signed in, as far as they may; not for who may only read, if it changes.";
            case TENANT -> "Administrators; those of a tenant inside it.";
            case ADMINISTRATOR -> "Administrators of the server.";
        };
    }

    private static Map<String, Object> parameter(String name) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", "path");
        parameter.put("required", true);
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }

    private static Map<String, Object> content(String type, Object schema, String name, Object value) {
        Map<String, Object> content = new TreeMap<>();
        content.put("content", Map.of(type, Map.of("schema", schema)));
        content.put(name, value);
        return content;
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            Type[] arguments = generic.getActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                return typed("array", "items", schema(arguments[0]));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return typed("object", "additionalProperties", schema(arguments[1]));
            }
            return raw == Items.class ? typed("array", "items", schema(arguments[0])) : schema(raw);
        }
        if (!(type instanceof Class<?> plain)) {
            return Map.of();
        }
        String simple = simple(plain);
        if (simple != null) {
            return plain == Instant.class ? typed(simple, "format", "date-time") : Map.of("type", simple);
        }
        if (plain.isEnum()) {
            return typed(
                    "string",
                    "enum",
                    Arrays.stream(plain.getEnumConstants()).map(String::valueOf).toList());
        }
        if (plain.isArray()) {
            return typed("array", "items", schema(plain.getComponentType()));
        }
        if (!plain.isRecord()) {
            return Map.of();
        }
        String name =
                plain.getName().substring(plain.getPackageName().length() + 1).replace('$', '.');
        if (!schemas.containsKey(name)) {
            Map<String, Object> schema = new LinkedHashMap<>();
            schemas.put(name, schema);
            describe(plain, schema);
        }
        return Map.of("$ref", SCHEMAS + name);
    }

    private void describe(Class<?> record, Map<String, Object> schema) {
        Map<String, Object> properties = new TreeMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            properties.put(component.getName(), schema(component.getGenericType()));
            boolean optional = Arrays.stream(component.getAnnotatedType().getAnnotations())
                    .anyMatch(annotation -> annotation.annotationType() == Nullable.class);
            if (!optional) {
                required.add(component.getName());
            }
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
    }

    private static @Nullable String simple(Class<?> type) {
        if (type == String.class || type == Instant.class) {
            return "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "integer";
        }
        return type == double.class || type == Double.class ? "number" : null;
    }

    private static Map<String, Object> typed(String type, String name, Object value) {
        Map<String, Object> schema = new TreeMap<>();
        schema.put("type", type);
        schema.put(name, value);
        return schema;
    }
}
