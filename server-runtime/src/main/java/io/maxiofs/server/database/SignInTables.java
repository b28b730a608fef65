package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.SECOND_FACTOR;
import static io.maxiofs.server.database.generated.Tables.SIGN_IN_SESSION;
import static io.maxiofs.server.database.generated.Tables.USER_PREFERENCE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, second factors and preferences of people as rows. Safe on any thread. Times are milliseconds since the epoch.
 */
public final class SignInTables {
    private static final String SESSION =
            "SELECT id, user_id, refresh_hash, address, client, created_at, refreshed_at, expires_at"
                    + " FROM sign_in_session";

    private final ServerDatabase database;

    public SignInTables(ServerDatabase database) {
        this.database = database;
    }

    /**
     * One session.
     *
     * @param refreshHash of the refresh token that is good now
     */
    public record SessionRow(
            String id,
            long userId,
            byte[] refreshHash,
            String address,
            String client,
            long createdAt,
            long refreshedAt,
            long expiresAt) {}

    /**
     * A second factor.
     *
     * @param secret encrypted
     * @param lastStep the latest time step a code was accepted for
     * @param backupHashes of the codes that are left, hexadecimal
     */
    public record FactorRow(long userId, byte[] secret, long confirmedAt, long lastStep, List<String> backupHashes) {}

    /** @param now sessions that ended before go at the same time */
    public void insert(SessionRow session, long now) {
        database.write(context -> {
            context.deleteFrom(SIGN_IN_SESSION)
                    .where(SIGN_IN_SESSION.EXPIRES_AT.le(now))
                    .execute();
            return context.insertInto(SIGN_IN_SESSION)
                    .set(SIGN_IN_SESSION.ID, session.id())
                    .set(SIGN_IN_SESSION.USER_ID, session.userId())
                    .set(SIGN_IN_SESSION.REFRESH_HASH, session.refreshHash())
                    .set(SIGN_IN_SESSION.ADDRESS, session.address())
                    .set(SIGN_IN_SESSION.CLIENT, session.client())
                    .set(SIGN_IN_SESSION.CREATED_AT, session.createdAt())
                    .set(SIGN_IN_SESSION.REFRESHED_AT, session.refreshedAt())
                    .set(SIGN_IN_SESSION.EXPIRES_AT, session.expiresAt())
                    .execute();
        });
    }

    /**
     * Replaces the refresh token of a session if it is still the one that was looked at.
     *
     * @return whether it was: of two that come with the same token only one gets a new one
     */
    public boolean refresh(SessionRow old, byte[] newHash, long now, long expiresAt) {
        return database.write(context -> context.update(SIGN_IN_SESSION)
                        .set(SIGN_IN_SESSION.REFRESH_HASH, newHash)
                        .set(SIGN_IN_SESSION.REFRESHED_AT, now)
                        .set(SIGN_IN_SESSION.EXPIRES_AT, expiresAt)
                        .where(SIGN_IN_SESSION.ID.eq(old.id()))
                        .and(SIGN_IN_SESSION.REFRESH_HASH.eq(old.refreshHash()))
                        .execute())
                == 1;
    }

    public Optional<SessionRow> session(String id) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(SESSION + " WHERE id = ?")) {
                statement.setString(1, id);
                return sessions(statement).stream().findFirst();
            }
        });
    }

    /** Sessions of a user that have not ended, the newest first. */
    public List<SessionRow> sessionsOf(long userId, long now) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    SESSION + " WHERE user_id = ? AND expires_at > ? ORDER BY created_at DESC, id")) {
                statement.setLong(1, userId);
                statement.setLong(2, now);
                return sessions(statement);
            }
        });
    }

    private static List<SessionRow> sessions(PreparedStatement statement) throws SQLException {
        List<SessionRow> rows = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new SessionRow(
                        row.getString(1),
                        row.getLong(2),
                        row.getBytes(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)));
            }
        }
        return rows;
    }

    public void deleteSession(String id) {
        database.write(context -> context.deleteFrom(SIGN_IN_SESSION)
                .where(SIGN_IN_SESSION.ID.eq(id))
                .execute());
    }

    /** @param but the id of one that stays; null for none */
    public void deleteSessionsOf(long userId, @Nullable String but) {
        database.write(context -> context.deleteFrom(SIGN_IN_SESSION)
                .where(SIGN_IN_SESSION.USER_ID.eq(userId))
                .and(SIGN_IN_SESSION.ID.ne(but == null ? "" : but))
                .execute());
    }

    /** The second factor of a user. */
    public Optional<FactorRow> factor(long userId) {
        return database.read(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT user_id, secret, confirmed_at, last_step, backup_hashes FROM second_factor"
                            + " WHERE user_id = ?")) {
                statement.setLong(1, userId);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.of(new FactorRow(
                                    row.getLong(1),
                                    row.getBytes(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    list(row.getString(5))))
                            : Optional.empty();
                }
            }
        });
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    /** Stores a second factor, in the place of one that is there. */
    public void save(FactorRow factor) {
        String hashes = String.join(",", factor.backupHashes());
        database.write(context -> context.insertInto(SECOND_FACTOR)
                .set(SECOND_FACTOR.USER_ID, factor.userId())
                .set(SECOND_FACTOR.SECRET, factor.secret())
                .set(SECOND_FACTOR.CONFIRMED_AT, factor.confirmedAt())
                .set(SECOND_FACTOR.LAST_STEP, factor.lastStep())
                .set(SECOND_FACTOR.BACKUP_HASHES, hashes)
                .onDuplicateKeyUpdate()
                .set(SECOND_FACTOR.SECRET, factor.secret())
                .set(SECOND_FACTOR.CONFIRMED_AT, factor.confirmedAt())
                .set(SECOND_FACTOR.LAST_STEP, factor.lastStep())
                .set(SECOND_FACTOR.BACKUP_HASHES, hashes)
                .execute());
    }

    public void deleteFactor(long userId) {
        database.write(context -> context.deleteFrom(SECOND_FACTOR)
                .where(SECOND_FACTOR.USER_ID.eq(userId))
                .execute());
    }

    /** By name. */
    public Map<String, String> preferences(long userId) {
        return database.read(connection -> preferences(connection, userId));
    }

    private static Map<String, String> preferences(Connection connection, long userId) throws SQLException {
        Map<String, String> values = new TreeMap<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT name, value FROM user_preference WHERE user_id = ?")) {
            statement.setLong(1, userId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    values.put(row.getString(1), row.getString(2));
                }
            }
        }
        return values;
    }

    /** Replaces all preferences of a user. */
    public void savePreferences(long userId, Map<String, String> values) {
        database.write(context -> {
            context.deleteFrom(USER_PREFERENCE)
                    .where(USER_PREFERENCE.USER_ID.eq(userId))
                    .execute();
            int rows = 0;
            for (Map.Entry<String, String> value : values.entrySet()) {
                rows += context.insertInto(USER_PREFERENCE)
                        .set(USER_PREFERENCE.USER_ID, userId)
                        .set(USER_PREFERENCE.NAME, value.getKey())
                        .set(USER_PREFERENCE.VALUE, value.getValue())
                        .execute();
            }
            return rows;
        });
    }
}
