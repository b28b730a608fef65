package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.SIGNED_IN_KEY;

import io.maxiofs.server.database.AccountTables.Life;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;

/** Temporary keys of people who signed in, as rows. Safe on any thread. Times are milliseconds since the epoch. */
public final class SignedInTables {
    private final ServerDatabase database;

    public SignedInTables(ServerDatabase database) {
        this.database = database;
    }

    /**
     * One temporary key.
     *
     * @param secret encrypted
     * @param token encrypted
     */
    public record SignedInRow(String id, long userId, byte[] secret, byte[] token, Life life) {}

    /** Reads those that have not ended by {@code nowMillis}. */
    public List<SignedInRow> load(long nowMillis) {
        return database.read(connection -> {
            List<SignedInRow> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, user_id, secret, token, created_at, expires_at FROM signed_in_key WHERE expires_at > ?"
                            + " ORDER BY id")) {
                statement.setLong(1, nowMillis);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(new SignedInRow(
                                row.getString(1),
                                row.getLong(2),
                                row.getBytes(3),
                                row.getBytes(4),
                                new Life(row.getLong(5), row.getLong(6))));
                    }
                }
            }
            return rows;
        });
    }

    /** Adds a temporary key and forgets those that have ended when it begins. */
    public void insert(SignedInRow key) {
        database.write(context -> {
            context.deleteFrom(SIGNED_IN_KEY)
                    .where(SIGNED_IN_KEY.EXPIRES_AT.le(key.life().createdAt()))
                    .execute();
            return context.insertInto(SIGNED_IN_KEY)
                    .set(SIGNED_IN_KEY.ID, key.id())
                    .set(SIGNED_IN_KEY.USER_ID, key.userId())
                    .set(SIGNED_IN_KEY.SECRET, key.secret())
                    .set(SIGNED_IN_KEY.TOKEN, key.token())
                    .set(SIGNED_IN_KEY.CREATED_AT, key.life().createdAt())
                    .set(SIGNED_IN_KEY.EXPIRES_AT, key.life().expiresAt())
                    .execute();
        });
    }

    /** Removes all of a user. */
    public void deleteOf(long userId) {
        database.write(context -> context.deleteFrom(SIGNED_IN_KEY)
                .where(SIGNED_IN_KEY.USER_ID.eq(userId))
                .execute());
    }
}
