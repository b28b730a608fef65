package io.maxiofs.server.admin.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Recent requests, and who uses the server. Safe on any thread; calls block and throw {@link AdminClientException}. */
public final class TraceClient {
    private static final String TRACE = "/api/v1/trace";

    private final AdminTransport transport;

    TraceClient(AdminTransport transport) {
        this.transport = transport;
    }

    /**
     * Recent requests, the newest first.
     *
     * @param limit 1 to 1000
     * @param cursor {@code next} of the page before; null for the first
     */
    public Items<TraceEntry> list(TraceQuery query, int limit, @Nullable String cursor) {
        StringJoiner parameters = new StringJoiner("&", "?", "").add("limit=" + limit);
        add(parameters, "operation", query.operation());
        add(parameters, "status", query.status());
        add(parameters, "bucket", query.bucket());
        add(parameters, "key", query.accessKey());
        add(parameters, "since", query.since());
        add(parameters, "until", query.until());
        add(parameters, "text", query.text());
        add(parameters, "cursor", cursor);
        return transport.readPage(transport.send("GET", TRACE + parameters), TraceEntry.class);
    }

    private static void add(StringJoiner parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(name + "=" + AdminTransport.encode(value.toString()));
        }
    }

    /** One request; fails with {@code not-found} once the trace has forgotten it. */
    public TraceEntry get(String id) {
        return transport.read(transport.send("GET", path(id)), TraceEntry.class);
    }

    /** The request as a command for curl, which signs it with the credentials of the environment. */
    public String curl(String id) {
        return new String(transport.send("GET", path(id) + "/curl"), StandardCharsets.UTF_8);
    }

    /** Which program used which key, the last seen first. */
    public List<ClientDocument> clients() {
        return transport.readItems(transport.send("GET", "/api/v1/clients"), ClientDocument.class);
    }

    private static String path(String id) {
        return TRACE + "/" + AdminTransport.encode(id);
    }
}
