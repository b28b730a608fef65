package io.maxiofs.server.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.Field;
import org.jooq.InsertValuesStep10;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The audit's SQLite file. It is apart from the server's because of its volume, and may lose the last moment before a power
 * cut, though not when the process ends. Safe on any thread.
 */
public final class AuditDatabase implements AutoCloseable {
    private static final Table<Record> ENTRY = DSL.table("audit_entry");
    private static final Field<Long> ID = DSL.field("id", Long.class);
    private static final Field<Long> AT = DSL.field("at", Long.class);
    private static final Field<String> ACTOR = DSL.field("actor", String.class);
    private static final Field<String> ACTOR_KIND = DSL.field("actor_kind", String.class);
    private static final Field<String> TENANT = DSL.field("tenant", String.class);
    private static final Field<String> ADDRESS = DSL.field("address", String.class);
    private static final Field<String> CLIENT = DSL.field("client", String.class);
    private static final Field<String> ACTION = DSL.field("action", String.class);
    private static final Field<String> RESOURCE = DSL.field("resource", String.class);
    private static final Field<String> RESULT = DSL.field("result", String.class);
    private static final Field<String> DETAIL = DSL.field("detail", String.class);
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final ServerDatabase database;
    private final ObjectMapper json = JsonMapper.builder().build();

    private AuditDatabase(ServerDatabase database) {
        this.database = database;
    }

    /**
     * Opens or creates it.
     *
     * @throws DatabaseException if it cannot be opened, or a newer version of the product wrote it
     */
    public static AuditDatabase open(Path file) {
        return new AuditDatabase(
                ServerDatabase.open(file, Migrations.AUDIT_SCRIPTS, SQLiteConfig.SynchronousMode.NORMAL));
    }

    /**
     * One entry.
     *
     * @param id 0 for one that is not stored yet
     * @param at milliseconds since the epoch
     */
    public record Row(
            long id, long at, Who who, String action, String resource, String result, Map<String, String> detail) {}

    /** Who, and from where; empty texts for what is not known. */
    public record Who(String actor, String kind, String tenant, String address, String client) {}

    /**
     * Which entries; null for any.
     *
     * @param action a whole one, or its beginning up to and with a dot
     * @param resource its beginning
     */
    public record Filter(
            @Nullable String tenant,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String resource,
            @Nullable String result,
            @Nullable Long from,
            @Nullable Long to,
            @Nullable String text) {}

    /** Stores all or none. */
    public void insert(List<Row> rows) {
        database.write(context -> {
            InsertValuesStep10<Record, Long, String, String, String, String, String, String, String, String, String>
                    insert = context.insertInto(
                            ENTRY, AT, ACTOR, ACTOR_KIND, TENANT, ADDRESS, CLIENT, ACTION, RESOURCE, RESULT, DETAIL);
            for (Row row : rows) {
                Who who = row.who();
                insert = insert.values(
                        row.at(),
                        who.actor(),
                        who.kind(),
                        who.tenant(),
                        who.address(),
                        who.client(),
                        row.action(),
                        row.resource(),
                        row.result(),
                        write(row.detail()));
            }
            return insert.execute();
        });
    }

    /** Removes entries of before a time, the oldest first; returns how many. */
    public int deleteBefore(long time, int most) {
        return database.write(context -> context.deleteFrom(ENTRY)
                .where(ID.in(context.select(ID)
                        .from(ENTRY)
                        .where(AT.lt(time))
                        .orderBy(ID)
                        .limit(most)))
                .execute());
    }

    /**
     * Entries that fit, the newest first.
     *
     * @param before ids below this only
     */
    public List<Row> find(Filter filter, long before, int limit) {
        StringBuilder sql = new StringBuilder(
                "SELECT id, at, actor, actor_kind, tenant, address, client, action, resource, result, detail"
                        + " FROM audit_entry WHERE id < ?");
        List<Object> values = new ArrayList<>(List.of(before));
        add(sql, values, " AND tenant = ?", filter.tenant());
        add(sql, values, " AND actor = ? COLLATE NOCASE", filter.actor());
        String action = filter.action();
        if (action != null && action.endsWith(".")) {
            add(sql, values, " AND instr(action, ?) = 1", action);
        } else {
            add(sql, values, " AND action = ?", action);
        }
        add(sql, values, " AND instr(resource, ?) = 1", filter.resource());
        add(sql, values, " AND result = ?", filter.result());
        add(sql, values, " AND at >= ?", filter.from());
        add(sql, values, " AND at < ?", filter.to());
        String text = filter.text();
        add(
                sql,
                values,
                " AND instr(lower(actor || ' ' || action || ' ' || resource || ' ' || address || ' ' || detail), ?) > 0",
                text == null ? null : text.toLowerCase(Locale.ROOT));
        sql.append(" ORDER BY id DESC LIMIT ?");
        values.add(limit);
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
                for (int i = 0; i < values.size(); i++) {
                    statement.setObject(i + 1, values.get(i));
                }
                return rows(statement);
            }
        });
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private List<Row> rows(PreparedStatement statement) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new Row(
                        row.getLong(1),
                        row.getLong(2),
                        new Who(
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7)),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        read(row.getString(11))));
            }
        }
        return rows;
    }

    private String write(Map<String, String> detail) {
        try {
            return json.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always a document", e);
        }
    }

    private Map<String, String> read(String detail) {
        try {
            return json.readValue(detail, TEXTS);
        } catch (JsonProcessingException e) {
            throw new DatabaseException("An entry of the audit is damaged", e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
