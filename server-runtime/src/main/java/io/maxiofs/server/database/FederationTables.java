package io.maxiofs.server.database;

import static io.maxiofs.server.database.generated.Tables.FEDERATED_KEY;
import static io.maxiofs.server.database.generated.Tables.OIDC_PROVIDER;

import io.maxiofs.server.database.AccountTables.Life;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Providers of identities, and temporary keys that rest on the word of one, as rows. Safe on any thread. Times are milliseconds since the epoch. */
public final class FederationTables {
    private final ServerDatabase database;

    public FederationTables(ServerDatabase database) {
        this.database = database;
    }

    /**
     * One provider of OpenID Connect.
     *
     * @param url without scheme
     * @param document JSON
     */
    public record ProviderRow(String id, long userId, String url, String document, long createdAt) {}

    /**
     * One temporary key.
     *
     * @param userId whose account it acts in
     * @param secret encrypted
     * @param token encrypted
     */
    public record FederatedRow(String id, long userId, byte[] secret, byte[] token, Word word, Life life) {}

    /**
     * What was said of whoever has a key, and by whom.
     *
     * @param provider id of the provider; null for the directory
     * @param role id of the role it acts as; null for a user of the directory
     * @param boundaries JSON list of policies
     * @param facts JSON, values of condition keys
     */
    public record Word(
            @Nullable String provider, @Nullable String role, String sessionName, String boundaries, String facts) {}

    /** Reads all providers. */
    public List<ProviderRow> providers() {
        return database.read(connection -> {
            List<ProviderRow> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT id, user_id, url, document, created_at FROM oidc_provider ORDER BY user_id, url");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(new ProviderRow(
                            row.getString(1), row.getLong(2), row.getString(3), row.getString(4), row.getLong(5)));
                }
            }
            return rows;
        });
    }

    /**
     * Adds a provider, or replaces the document of the one of the same id.
     *
     * @throws DatabaseException.Duplicate if the account has one of this URL
     */
    public void save(ProviderRow provider) {
        database.write(context -> context.insertInto(OIDC_PROVIDER)
                .set(OIDC_PROVIDER.ID, provider.id())
                .set(OIDC_PROVIDER.USER_ID, provider.userId())
                .set(OIDC_PROVIDER.URL, provider.url())
                .set(OIDC_PROVIDER.DOCUMENT, provider.document())
                .set(OIDC_PROVIDER.CREATED_AT, provider.createdAt())
                .onConflict(OIDC_PROVIDER.ID)
                .doUpdate()
                .set(OIDC_PROVIDER.DOCUMENT, provider.document())
                .execute());
    }

    /** Removes a provider and the temporary keys that rest on its word. */
    public void deleteProvider(String id) {
        database.write(context ->
                context.deleteFrom(OIDC_PROVIDER).where(OIDC_PROVIDER.ID.eq(id)).execute());
    }

    /** Reads the temporary keys that have not ended by {@code nowMillis}. */
    public List<FederatedRow> keys(long nowMillis) {
        return database.read(connection -> {
            List<FederatedRow> rows = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT id, user_id, secret, token, provider, role, session_name, boundaries, facts, created_at,"
                            + " expires_at FROM federated_key WHERE expires_at > ? ORDER BY id")) {
                statement.setLong(1, nowMillis);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        rows.add(new FederatedRow(
                                row.getString(1),
                                row.getLong(2),
                                row.getBytes(3),
                                row.getBytes(4),
                                new Word(
                                        row.getString(5),
                                        row.getString(6),
                                        row.getString(7),
                                        row.getString(8),
                                        row.getString(9)),
                                new Life(row.getLong(10), row.getLong(11))));
                    }
                }
            }
            return rows;
        });
    }

    /** Adds a temporary key and forgets those that have ended when it begins. */
    public void insert(FederatedRow key) {
        database.write(context -> {
            context.deleteFrom(FEDERATED_KEY)
                    .where(FEDERATED_KEY.EXPIRES_AT.le(key.life().createdAt()))
                    .execute();
            return context.insertInto(FEDERATED_KEY)
                    .set(FEDERATED_KEY.ID, key.id())
                    .set(FEDERATED_KEY.USER_ID, key.userId())
                    .set(FEDERATED_KEY.PROVIDER, key.word().provider())
                    .set(FEDERATED_KEY.ROLE, key.word().role())
                    .set(FEDERATED_KEY.SECRET, key.secret())
                    .set(FEDERATED_KEY.TOKEN, key.token())
                    .set(FEDERATED_KEY.SESSION_NAME, key.word().sessionName())
                    .set(FEDERATED_KEY.BOUNDARIES, key.word().boundaries())
                    .set(FEDERATED_KEY.FACTS, key.word().facts())
                    .set(FEDERATED_KEY.CREATED_AT, key.life().createdAt())
                    .set(FEDERATED_KEY.EXPIRES_AT, key.life().expiresAt())
                    .execute();
        });
    }
}
