package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.http.JsonHandler;
import io.maxiofs.server.http.JsonHandler.Request;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One row of the admin API's table.
 *
 * @param template segments of the path; one in braces stands for any
 */
record Route(String method, List<String> template, Access access, Action action) {
    private static final Pattern SLASH = Pattern.compile("/");

    Route(String method, String path, Access access, Action action) {
        this(method, segments(path), access, action);
    }

    /** What a route demands of its caller. Who may only read is let through to no change but of what is theirs. */
    enum Access {
        /** Nobody needs to be signed in. */
        ANYBODY,
        /** Whoever is signed in, about themselves: session, password, second factor. */
        OWN,
        /** Whoever is signed in; the action shows and changes only what the caller may see and do. */
        SIGNED_IN,
        /** Administrators; the action keeps those of a tenant inside it: {@link Caller#tenantScope}. */
        TENANT,
        /** Administrators of the whole server. */
        ADMINISTRATOR
    }

    /** Serves a route. */
    @FunctionalInterface
    interface Action {
        /** @throws RuntimeException mapped to a problem by {@link AdminRouter} */
        Answer serve(Call call);
    }

    /**
     * What a route answers.
     *
     * @param document null for an empty body; a {@link Stream} for one that is no document
     */
    record Answer(int status, @Nullable Object document) {
        static Answer ok(Object document) {
            return new Answer(200, document);
        }

        static Answer created(Object document) {
            return new Answer(201, document);
        }

        static Answer done() {
            return new Answer(204, null);
        }
    }

    /** An answer that is made while it is sent. */
    record Stream(String mediaType, Map<String, String> headers, JsonHandler.Streaming content) {
        Stream(String mediaType, JsonHandler.Streaming content) {
            this(mediaType, Map.of(), content);
        }
    }

    /**
     * A request on its way to an action.
     *
     * @param notes what the audit shall say of it beside what it knows itself; never a secret
     */
    record Call(
            Request request,
            Map<String, String> path,
            Optional<Caller> caller,
            BodyReader reader,
            Map<String, String> notes) {

        /** Lets the audit say something; never a secret. */
        void note(String name, String value) {
            notes.put(name, value);
        }

        String segment(String name) {
            String value = path.get(name);
            if (value == null) {
                throw new IllegalArgumentException("The route has no segment " + name);
            }
            return value;
        }

        /** The body as a document. */
        <T> T body(Class<T> type) {
            try {
                return reader.read(request.body(), type);
            } catch (IOException e) {
                throw new AdminException(Problem.Code.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
        }

        /** Who calls; only for routes that demand somebody. */
        Caller who() {
            return caller.orElseThrow(() -> new IllegalStateException("The route demands nobody"));
        }
    }

    /** Reads a document. */
    interface BodyReader {
        <T> T read(byte[] body, Class<T> type) throws IOException;
    }

    static List<String> segments(String path) {
        return SLASH.splitAsStream(path).filter(segment -> !segment.isEmpty()).toList();
    }

    /** The values of the segments in braces if the path fits; null if not. */
    @Nullable Map<String, String> match(List<String> path) {
        if (path.size() != template.size()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String part = template.get(i);
            if (part.startsWith("{")) {
                values.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return null;
            }
        }
        return values;
    }
}
