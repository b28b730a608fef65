package io.maxiofs.server.admin;

import io.maxiofs.server.admin.Route.Access;
import io.maxiofs.server.admin.Route.Answer;
import io.maxiofs.server.admin.Route.Call;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.database.AuditDatabase.Filter;
import io.maxiofs.server.database.AuditDatabase.Row;
import io.maxiofs.server.event.audit.AuditLog;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was done. Administrators of a tenant see what their tenant's users did. */
final class AuditRoutes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;
    private static final byte[] HEAD = "id,time,actor,kind,tenant,address,client,action,resource,result,detail\r\n"
            .getBytes(StandardCharsets.UTF_8);

    /** With one of these a program for tables begins a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final AuditLog log;

    AuditRoutes(AuditLog log) {
        this.log = log;
    }

    List<Route> routes() {
        return List.of(
                new Route("GET", "/api/v1/audit", Access.TENANT, this::list),
                new Route("GET", "/api/v1/audit.csv", Access.TENANT, this::csv));
    }

    private Answer list(Call call) {
        int limit = call.request()
                .parameter("limit")
                .map(text -> (int) number("limit", text, 1, MAX_LIMIT))
                .orElse(DEFAULT_LIMIT);
        long before = call.request()
                .parameter("cursor")
                .map(text -> number("cursor", text, 1, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        List<Row> rows = log.find(filter(call), before, limit + 1);
        boolean more = rows.size() > limit;
        List<Row> page = more ? rows.subList(0, limit) : rows;
        return Answer.ok(new Items<>(
                page.stream().map(AuditRoutes::document).toList(),
                more ? String.valueOf(page.getLast().id()) : null));
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new AdminException(Problem.Code.INVALID, name + " is a number");
        }
        throw new AdminException(Problem.Code.INVALID, name + " is a number from " + least + " to " + most);
    }

    private static Filter filter(Call call) {
        return new Filter(
                call.who().tenantScope().orElse(null),
                text(call, "actor"),
                text(call, "action"),
                text(call, "resource"),
                text(call, "result"),
                time(call, "from"),
                time(call, "to"),
                text(call, "text"));
    }

    private static @Nullable String text(Call call, String name) {
        return call.request().parameter(name).filter(text -> !text.isEmpty()).orElse(null);
    }

    private static @Nullable Long time(Call call, String name) {
        String text = text(call, name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new AdminException(Problem.Code.INVALID, name + " is a time such as 2026-01-31T00:00:00Z");
        }
    }

    private static AuditEntry document(Row row) {
        return new AuditEntry(
                row.id(),
                Instant.ofEpochMilli(row.at()),
                new AuditEntry.Actor(
                        row.who().actor(),
                        row.who().kind(),
                        row.who().tenant(),
                        row.who().address(),
                        row.who().client()),
                row.action(),
                row.resource(),
                row.result(),
                new TreeMap<>(row.detail()));
    }

    private Answer csv(Call call) {
        Filter filter = filter(call);
        return Answer.ok(new Route.Stream(
                "text/csv; charset=utf-8",
                Map.of("Content-Disposition", "attachment; filename=\"audit.csv\""),
                out -> write(filter, out)));
    }

    /** In pages, so that memory does not grow with the audit. */
    private void write(Filter filter, OutputStream out) throws IOException {
        out.write(HEAD);
        long before = Long.MAX_VALUE;
        List<Row> rows = log.find(filter, before, MAX_LIMIT);
        while (!rows.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> append(lines, row));
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            before = rows.getLast().id();
            rows = log.find(filter, before, MAX_LIMIT);
        }
    }

    private static void append(StringBuilder lines, Row row) {
        StringBuilder detail = new StringBuilder();
        new TreeMap<>(row.detail())
                .forEach((name, value) -> detail.append(detail.isEmpty() ? "" : "; ")
                        .append(name)
                        .append('=')
                        .append(value));
        List<String> fields = List.of(
                String.valueOf(row.id()),
                Instant.ofEpochMilli(row.at()).toString(),
                row.who().actor(),
                row.who().kind(),
                row.who().tenant(),
                row.who().address(),
                row.who().client(),
                row.action(),
                row.resource(),
                row.result(),
                detail.toString());
        for (int i = 0; i < fields.size(); i++) {
            lines.append(i == 0 ? "" : ",").append(field(fields.get(i)));
        }
        lines.append("\r\n");
    }

    /** As RFC 4180 has it; what would be a formula gets an apostrophe before it. */
    static String field(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? "\"" + safe.replace("\"", "\"\"") + "\""
                : safe;
    }
}
