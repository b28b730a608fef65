package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.ACCESS_KEY;
import static io.maxiofs.server.database.generated.Tables.USER_ACCOUNT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Users and access keys as rows. Safe on any thread. Times are milliseconds since the epoch. */
public final class IdentityTables {
    private final ServerDatabase database;

    public IdentityTables(ServerDatabase database) {
        this.database = database;
    }

    /**
     * One user.
     *
     * @param id 0 for a row that is not stored yet
     * @param passwordHash null if the user cannot sign in
     */
    public record UserRow(
            long id,
            Names names,
            String role,
            String status,
            String tenant,
            @Nullable String passwordHash,
            long createdAt) {}

    /** What a user is called. Empty texts where there is nothing. */
    public record Names(String name, String canonicalId, String displayName, String email) {}

    /**
     * One access key.
     *
     * @param secret encrypted
     * @param expiresAt null if it does not
     * @param lastUsedAt null if it never was
     */
    public record AccessKeyRow(
            String id,
            long userId,
            byte[] secret,
            String status,
            @Nullable Long expiresAt,
            long createdAt,
            @Nullable Long lastUsedAt,
            Extent extent) {}

    /**
     * How far a key reaches.
     *
     * @param policy what it is narrowed to; null for all that whom it is of may do
     * @param entity the user inside the account that it is of; null for the account's own user
     */
    public record Extent(@Nullable String policy, @Nullable String entity) {
        public static final Extent WHOLE = new Extent(null, null);
    }

    /** Everything, for the snapshot in memory. */
    public record Rows(List<UserRow> users, List<AccessKeyRow> keys) {}

    /** Reads all rows in one go. */
    public Rows load() {
        return database.read(connection -> new Rows(users(connection), keys(connection)));
    }

    private static List<UserRow> users(Connection connection) throws SQLException {
        List<UserRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, name, canonical_id, display_name, email, role, status, tenant, password_hash, created_at"
                                + " FROM user_account ORDER BY name");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new UserRow(
                        row.getLong(1),
                        new Names(row.getString(2), row.getString(3), row.getString(4), row.getString(5)),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getLong(10)));
            }
        }
        return rows;
    }

    private static List<AccessKeyRow> keys(Connection connection) throws SQLException {
        List<AccessKeyRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, user_id, secret, status, expires_at, created_at, last_used_at, policy, entity"
                                + " FROM access_key ORDER BY id");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new AccessKeyRow(
                        row.getString(1),
                        row.getLong(2),
                        row.getBytes(3),
                        row.getString(4),
                        nullableLong(row, 5),
                        row.getLong(6),
                        nullableLong(row, 7),
                        new Extent(row.getString(8), row.getString(9))));
            }
        }
        return rows;
    }

    private static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /**
     * Stores a user and keys of theirs together. The keys' user ids are ignored.
     *
     * @return the user's id
     * @throws DatabaseException.Duplicate if a name, canonical id, address or key id is taken
     */
    public long insert(UserRow user, List<AccessKeyRow> keys) {
        return database.write(context -> {
            Names names = user.names();
            long id = context.insertInto(USER_ACCOUNT)
                    .set(USER_ACCOUNT.NAME, names.name())
                    .set(USER_ACCOUNT.CANONICAL_ID, names.canonicalId())
                    .set(USER_ACCOUNT.DISPLAY_NAME, names.displayName())
                    .set(USER_ACCOUNT.EMAIL, names.email())
                    .set(USER_ACCOUNT.ROLE, user.role())
                    .set(USER_ACCOUNT.STATUS, user.status())
                    .set(USER_ACCOUNT.TENANT, user.tenant())
                    .set(USER_ACCOUNT.PASSWORD_HASH, user.passwordHash())
                    .set(USER_ACCOUNT.CREATED_AT, user.createdAt())
                    .returning(USER_ACCOUNT.ID)
                    .fetchSingle(USER_ACCOUNT.ID);
            keys.forEach(key -> insertKey(context, id, key));
            return id;
        });
    }

    /** Replaces everything of a user but id and creation time. */
    public void update(UserRow user) {
        database.write(context -> context.update(USER_ACCOUNT)
                .set(USER_ACCOUNT.NAME, user.names().name())
                .set(USER_ACCOUNT.CANONICAL_ID, user.names().canonicalId())
                .set(USER_ACCOUNT.DISPLAY_NAME, user.names().displayName())
                .set(USER_ACCOUNT.EMAIL, user.names().email())
                .set(USER_ACCOUNT.ROLE, user.role())
                .set(USER_ACCOUNT.STATUS, user.status())
                .set(USER_ACCOUNT.TENANT, user.tenant())
                .set(USER_ACCOUNT.PASSWORD_HASH, user.passwordHash())
                .where(USER_ACCOUNT.ID.eq(user.id()))
                .execute());
    }

    /** Removes a user and their keys. */
    public void deleteUser(long id) {
        database.write(context ->
                context.deleteFrom(USER_ACCOUNT).where(USER_ACCOUNT.ID.eq(id)).execute());
    }

    /** @throws DatabaseException.Duplicate if the id is taken */
    public void insert(AccessKeyRow key) {
        database.write(context -> insertKey(context, key.userId(), key));
    }

    private static int insertKey(DSLContext context, long userId, AccessKeyRow key) {
        return context.insertInto(ACCESS_KEY)
                .set(ACCESS_KEY.ID, key.id())
                .set(ACCESS_KEY.USER_ID, userId)
                .set(ACCESS_KEY.SECRET, key.secret())
                .set(ACCESS_KEY.STATUS, key.status())
                .set(ACCESS_KEY.EXPIRES_AT, key.expiresAt())
                .set(ACCESS_KEY.CREATED_AT, key.createdAt())
                .set(ACCESS_KEY.POLICY, key.extent().policy())
                .set(ACCESS_KEY.ENTITY, key.extent().entity())
                .execute();
    }

    /** Replaces a key's status, expiry and policy. */
    public void update(AccessKeyRow key) {
        database.write(context -> context.update(ACCESS_KEY)
                .set(ACCESS_KEY.STATUS, key.status())
                .set(ACCESS_KEY.EXPIRES_AT, key.expiresAt())
                .set(ACCESS_KEY.POLICY, key.extent().policy())
                .where(ACCESS_KEY.ID.eq(key.id()))
                .execute());
    }

    public void deleteKey(String id) {
        database.write(context ->
                context.deleteFrom(ACCESS_KEY).where(ACCESS_KEY.ID.eq(id)).execute());
    }

    /** Writes when keys were last used; ids that are gone are passed over. */
    public void markUsed(Collection<Map.Entry<String, Long>> lastUsed) {
        database.write(context -> {
            int changed = 0;
            for (Map.Entry<String, Long> use : lastUsed) {
                changed += context.update(ACCESS_KEY)
                        .set(ACCESS_KEY.LAST_USED_AT, use.getValue())
                        .where(ACCESS_KEY.ID.eq(use.getKey()))
                        .execute();
            }
            return changed;
        });
    }
}
