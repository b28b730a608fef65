package io.maxiofs.server.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Failures to sign in as rows: by hash of a name or an address. Safe on any thread. */
public final class FailureTables {
    private final ServerDatabase database;

    public FailureTables(ServerDatabase database) {
        this.database = database;
    }

    /**
     * Failures one after another.
     *
     * @param until when they are forgotten, milliseconds since the epoch
     */
    public record FailureRow(int failures, long until) {}

    /** Those that are not forgotten at {@code now}, milliseconds since the epoch. */
    public Map<String, FailureRow> load(long now) {
        return database.read(connection -> {
            Map<String, FailureRow> found = new HashMap<>();
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT subject, failures, until FROM sign_in_failure WHERE until > ?")) {
                query.setLong(1, now);
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        found.put(rows.getString(1), new FailureRow(rows.getInt(2), rows.getLong(3)));
                    }
                }
            }
            return found;
        });
    }

    /** Adds and replaces rows, and removes others, with those that are forgotten at {@code now}. */
    public void save(Map<String, FailureRow> rows, Collection<String> gone, long now) {
        database.write(context -> {
            context.execute("DELETE FROM sign_in_failure WHERE until <= ?", now);
            gone.forEach(subject -> context.execute("DELETE FROM sign_in_failure WHERE subject = ?", subject));
            rows.forEach((subject, row) -> context.execute(
                    "INSERT OR REPLACE INTO sign_in_failure (subject, failures, until) VALUES (?, ?, ?)",
                    subject,
                    row.failures(),
                    row.until()));
            return rows.size();
        });
    }
}
