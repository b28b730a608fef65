package io.maxiofs.server.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the server observed, as rows. Safe on any thread. Times are milliseconds since the epoch; documents are JSON. Statements
 * are plain: there is nothing to join, and the start must not wait for jOOQ.
 */
public final class ObservationTables {
    private final ServerDatabase database;

    public ObservationTables(ServerDatabase database) {
        this.database = database;
    }

    /** How a program uses a key. */
    public record ClientRow(String accessKey, String client, String document) {}

    /** @param resolvedAt null while it fires */
    public record AlertRow(String id, long since, @Nullable Long resolvedAt, String document) {}

    /** @param subject empty for all of the rule */
    public record MuteRow(String rule, String subject, long until) {}

    /** Adds an hour and removes those that ended before {@code forgetBefore}. */
    public void addHour(long endedAt, String document, long forgetBefore) {
        database.write(context -> {
            context.execute("INSERT OR REPLACE INTO metric_hour (ended_at, document) VALUES (?, ?)", endedAt, document);
            return context.execute("DELETE FROM metric_hour WHERE ended_at < ?", forgetBefore);
        });
    }

    /** Documents of hours that ended after {@code since}, the oldest first. */
    public List<String> hours(long since) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT document FROM metric_hour WHERE ended_at > ? ORDER BY ended_at")) {
                query.setLong(1, since);
                return texts(query);
            }
        });
    }

    private static List<String> texts(PreparedStatement query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    public List<ClientRow> clients() {
        return database.read(connection -> {
            List<ClientRow> found = new ArrayList<>();
            try (PreparedStatement query =
                            connection.prepareStatement("SELECT access_key, client, document FROM client_use");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new ClientRow(rows.getString(1), rows.getString(2), rows.getString(3)));
                }
            }
            return found;
        });
    }

    /** Replaces rows of the same key and client; others stay. */
    public void saveClients(List<ClientRow> clients) {
        database.write(context -> {
            for (ClientRow row : clients) {
                context.execute(
                        "INSERT OR REPLACE INTO client_use (access_key, client, document) VALUES (?, ?, ?)",
                        row.accessKey(),
                        row.client(),
                        row.document());
            }
            return clients.size();
        });
    }

    /** Adds or replaces an alert, and removes the oldest that are over beyond {@code keep}. */
    public void saveAlert(AlertRow alert, int keep) {
        database.write(context -> {
            context.execute(
                    "INSERT OR REPLACE INTO alert (id, since, resolved, document) VALUES (?, ?, ?, ?)",
                    alert.id(),
                    alert.since(),
                    alert.resolvedAt(),
                    alert.document());
            return context.execute(
                    "DELETE FROM alert WHERE resolved IS NOT NULL AND id NOT IN"
                            + " (SELECT id FROM alert ORDER BY since DESC LIMIT ?)",
                    keep);
        });
    }

    /** The newest first, at most {@code limit} that began before {@code before}. */
    public List<AlertRow> alerts(long before, int limit) {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT id, since, resolved, document FROM alert WHERE since < ? ORDER BY since DESC LIMIT ?")) {
                query.setLong(1, before);
                query.setInt(2, limit);
                return alerts(query);
            }
        });
    }

    private static List<AlertRow> alerts(PreparedStatement query) throws SQLException {
        List<AlertRow> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long resolved = rows.getLong(3);
                Long resolvedAt = rows.wasNull() ? null : resolved;
                found.add(new AlertRow(rows.getString(1), rows.getLong(2), resolvedAt, rows.getString(4)));
            }
        }
        return found;
    }

    public List<MuteRow> mutes() {
        return database.read(connection -> {
            List<MuteRow> found = new ArrayList<>();
            try (PreparedStatement query = connection.prepareStatement("SELECT rule, subject, until FROM alert_mute");
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new MuteRow(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
            return found;
        });
    }

    /** Sets or, with {@code until} 0, removes. */
    public void saveMute(MuteRow mute) {
        database.write(context -> mute.until() == 0
                ? context.execute("DELETE FROM alert_mute WHERE rule = ? AND subject = ?", mute.rule(), mute.subject())
                : context.execute(
                        "INSERT OR REPLACE INTO alert_mute (rule, subject, until) VALUES (?, ?, ?)",
                        mute.rule(),
                        mute.subject(),
                        mute.until()));
    }

    public Optional<String> choice(String name) {
        return database.read(connection -> {
            try (PreparedStatement query =
                    connection.prepareStatement("SELECT value FROM upkeep_choice WHERE name = ?")) {
                query.setString(1, name);
                return texts(query).stream().findFirst();
            }
        });
    }

    public void saveChoice(String name, String value) {
        database.write(context ->
                context.execute("INSERT OR REPLACE INTO upkeep_choice (name, value) VALUES (?, ?)", name, value));
    }
}
