package io.maxiofs.server.admin.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What was done. Safe on any thread; calls block and throw {@link AdminClientException}. */
public final class AuditClient {
    private static final String AUDIT = "/api/v1/audit";

    private final AdminTransport transport;

    AuditClient(AdminTransport transport) {
        this.transport = transport;
    }

    /**
     * Entries, the newest first.
     *
     * @param limit 1 to 1000
     * @param cursor {@code next} of the page before; null for the first
     */
    public Items<AuditEntry> entries(AuditEntry.Query query, int limit, @Nullable String cursor) {
        StringJoiner parameters = parameters(query).add("limit=" + limit);
        if (cursor != null) {
            parameters.add("cursor=" + AdminTransport.encode(cursor));
        }
        return transport.readPage(transport.send("GET", AUDIT + parameters), AuditEntry.class);
    }

    /**
     * Writes all entries that fit as CSV (RFC 4180, UTF-8, a line of names first), the newest first. The stream stays
     * open.
     *
     * @throws IOException if {@code out} fails
     */
    public void csv(AuditEntry.Query query, OutputStream out) throws IOException {
        transport.download(AUDIT + ".csv" + parameters(query), out);
    }

    private static StringJoiner parameters(AuditEntry.Query query) {
        StringJoiner parameters = new StringJoiner("&", "?", "").setEmptyValue("");
        add(parameters, "actor", query.actor());
        add(parameters, "action", query.action());
        add(parameters, "resource", query.resource());
        add(parameters, "result", query.result());
        add(parameters, "from", query.from());
        add(parameters, "to", query.to());
        add(parameters, "text", query.text());
        return parameters;
    }

    private static void add(StringJoiner parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.add(name + "=" + AdminTransport.encode(value.toString()));
        }
    }
}
