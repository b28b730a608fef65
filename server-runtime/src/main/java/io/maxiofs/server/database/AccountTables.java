package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.ACCESS_KEY;
import static io.maxiofs.server.database.generated.Tables.FEDERATED_KEY;
import static io.maxiofs.server.database.generated.Tables.IAM_ENTITY;
import static io.maxiofs.server.database.generated.Tables.SESSION_KEY;
import static io.maxiofs.server.database.generated.Tables.TENANT;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Tenants, what is made inside accounts, and temporary keys, as rows. Safe on any thread. Times are milliseconds since the epoch. */
public final class AccountTables {
    private final ServerDatabase database;

    public AccountTables(ServerDatabase database) {
        this.database = database;
    }

    /** One tenant. */
    public record TenantRow(
            String id, String name, String displayName, String status, LimitColumns limits, long createdAt) {}

    /** Limits of a tenant; null for none. */
    public record LimitColumns(
            @Nullable Long maxBytes,
            @Nullable Long maxBuckets,
            @Nullable Long maxKeys) {}

    /** One user, group, role or policy inside an account. */
    public record EntityRow(String id, String account, String kind, String name, String document, long createdAt) {}

    /**
     * One temporary key.
     *
     * @param secret encrypted
     * @param token encrypted
     * @param role id of the role it acts as; null if it acts as whom the source key is of
     */
    public record SessionRow(
            String id,
            String sourceKey,
            byte[] secret,
            byte[] token,
            @Nullable String role,
            Naming naming,
            Life life) {}

    /**
     * What is said of a session beside its keys.
     *
     * @param boundaries JSON list of policies
     */
    public record Naming(String sessionName, String boundaries) {}

    /** When a session begins and ends. */
    public record Life(long createdAt, long expiresAt) {}

    /** Everything, for the snapshot in memory. */
    public record Rows(List<TenantRow> tenants, List<EntityRow> entities) {}

    /** Reads tenants and entities in one go. */
    public Rows load() {
        return database.read(connection -> new Rows(tenants(connection), entities(connection)));
    }

    private static List<TenantRow> tenants(Connection connection) throws SQLException {
        List<TenantRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, name, display_name, status, max_bytes, max_buckets, max_keys, created_at FROM tenant"
                                + " ORDER BY name");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new TenantRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        new LimitColumns(nullableLong(row, 5), nullableLong(row, 6), nullableLong(row, 7)),
                        row.getLong(8)));
            }
        }
        return rows;
    }

    private static @Nullable Long nullableLong(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    private static List<EntityRow> entities(Connection connection) throws SQLException {
        List<EntityRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, account, kind, name, document, created_at FROM iam_entity ORDER BY account, kind, name");
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.add(new EntityRow(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6)));
            }
        }
        return rows;
    }

    /** Reads the temporary keys that have not ended by {@code nowMillis}. */
    public List<SessionRow> sessions(long nowMillis) {
        return database.read(connection -> {
            List<SessionRow> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, source_key, secret, token, role, session_name, boundaries, created_at, expires_at"
                            + " FROM session_key WHERE expires_at > ? ORDER BY id")) {
                statement.setLong(1, nowMillis);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(new SessionRow(
                                row.getString(1),
                                row.getString(2),
                                row.getBytes(3),
                                row.getBytes(4),
                                row.getString(5),
                                new Naming(row.getString(6), row.getString(7)),
                                new Life(row.getLong(8), row.getLong(9))));
                    }
                }
            }
            return rows;
        });
    }

    /** @throws DatabaseException.Duplicate if id or name is taken */
    public void insert(TenantRow tenant) {
        database.write(context -> context.insertInto(TENANT)
                .set(TENANT.ID, tenant.id())
                .set(TENANT.NAME, tenant.name())
                .set(TENANT.DISPLAY_NAME, tenant.displayName())
                .set(TENANT.STATUS, tenant.status())
                .set(TENANT.MAX_BYTES, tenant.limits().maxBytes())
                .set(TENANT.MAX_BUCKETS, tenant.limits().maxBuckets())
                .set(TENANT.MAX_KEYS, tenant.limits().maxKeys())
                .set(TENANT.CREATED_AT, tenant.createdAt())
                .execute());
    }

    /** Replaces everything of a tenant but id and creation time. */
    public void update(TenantRow tenant) {
        database.write(context -> context.update(TENANT)
                .set(TENANT.NAME, tenant.name())
                .set(TENANT.DISPLAY_NAME, tenant.displayName())
                .set(TENANT.STATUS, tenant.status())
                .set(TENANT.MAX_BYTES, tenant.limits().maxBytes())
                .set(TENANT.MAX_BUCKETS, tenant.limits().maxBuckets())
                .set(TENANT.MAX_KEYS, tenant.limits().maxKeys())
                .where(TENANT.ID.eq(tenant.id()))
                .execute());
    }

    public void deleteTenant(String id) {
        database.write(
                context -> context.deleteFrom(TENANT).where(TENANT.ID.eq(id)).execute());
    }

    /**
     * Adds and replaces entities, by id; all or none.
     *
     * @throws DatabaseException.Duplicate if a name is taken in its account
     */
    public void save(List<EntityRow> entities) {
        database.write(context -> {
            for (EntityRow entity : entities) {
                save(context, entity);
            }
            return entities.size();
        });
    }

    private static void save(DSLContext context, EntityRow entity) {
        context.insertInto(IAM_ENTITY)
                .set(IAM_ENTITY.ID, entity.id())
                .set(IAM_ENTITY.ACCOUNT, entity.account())
                .set(IAM_ENTITY.KIND, entity.kind())
                .set(IAM_ENTITY.NAME, entity.name())
                .set(IAM_ENTITY.DOCUMENT, entity.document())
                .set(IAM_ENTITY.CREATED_AT, entity.createdAt())
                .onConflict(IAM_ENTITY.ID)
                .doUpdate()
                .set(IAM_ENTITY.NAME, entity.name())
                .set(IAM_ENTITY.DOCUMENT, entity.document())
                .execute();
    }

    /** Removes an entity and its access keys. */
    public void deleteEntity(String id) {
        database.write(context -> {
            context.deleteFrom(ACCESS_KEY).where(ACCESS_KEY.ENTITY.eq(id)).execute();
            context.deleteFrom(SESSION_KEY).where(SESSION_KEY.ROLE.eq(id)).execute();
            context.deleteFrom(FEDERATED_KEY).where(FEDERATED_KEY.ROLE.eq(id)).execute();
            return context.deleteFrom(IAM_ENTITY).where(IAM_ENTITY.ID.eq(id)).execute();
        });
    }

    /** Adds a temporary key and forgets those that have ended when it begins. */
    public void insert(SessionRow session) {
        database.write(context -> {
            context.deleteFrom(SESSION_KEY)
                    .where(SESSION_KEY.EXPIRES_AT.le(session.life().createdAt()))
                    .execute();
            return context.insertInto(SESSION_KEY)
                    .set(SESSION_KEY.ID, session.id())
                    .set(SESSION_KEY.SOURCE_KEY, session.sourceKey())
                    .set(SESSION_KEY.SECRET, session.secret())
                    .set(SESSION_KEY.TOKEN, session.token())
                    .set(SESSION_KEY.ROLE, session.role())
                    .set(SESSION_KEY.SESSION_NAME, session.naming().sessionName())
                    .set(SESSION_KEY.BOUNDARIES, session.naming().boundaries())
                    .set(SESSION_KEY.CREATED_AT, session.life().createdAt())
                    .set(SESSION_KEY.EXPIRES_AT, session.life().expiresAt())
                    .execute();
        });
    }
}
