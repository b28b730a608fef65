package io.maxiofs.server.identity;

import io.maxiofs.server.database.IdentityTables.AccessKeyRow;
import io.maxiofs.server.database.IdentityTables.UserRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All users, keys, tenants and what is inside accounts at one moment. Immutable but for the time of a key's last use, which
 * survives from one to the next.
 */
final class IdentitySnapshot {
    private final long number;
    private final Map<String, UserEntry> byName = new TreeMap<>();
    private final Map<Long, UserEntry> byId = new HashMap<>();
    private final Map<String, UserEntry> byCanonicalId = new HashMap<>();
    private final Map<String, UserEntry> byEmail = new HashMap<>();
    private final Map<String, UserEntry> byAccountNumber = new HashMap<>();
    private final Map<String, KeyEntry> keys = new TreeMap<>();
    private final Map<String, Tenant> tenants = new TreeMap<>();
    private final Map<String, IamEntity> entities = new HashMap<>();
    private final Map<EntityName, IamEntity> entitiesByName = new TreeMap<>();
    private final Map<String, OidcProvider> providers = new LinkedHashMap<>();

    record UserEntry(UserRow row, User user) {}

    /** Ordered by account, kind and name. */
    private record EntityName(String account, IamEntity.Kind kind, String foldedName)
            implements Comparable<EntityName> {
        @Override
        public int compareTo(EntityName other) {
            int order = account.compareTo(other.account);
            order = order == 0 ? kind.compareTo(other.kind) : order;
            return order == 0 ? foldedName.compareTo(other.foldedName) : order;
        }
    }

    /**
     * A key and what a request needs of it.
     *
     * @param entity the user inside the account that it is of; null for the account's own
     * @param credential null unless key and user are active; expiry is judged on each use
     * @param lastUsed milliseconds since the epoch, 0 for never; shared by the successive snapshots
     */
    record KeyEntry(
            AccessKeyRow row,
            UserEntry user,
            @Nullable IamEntity entity,
            SecretKey secret,
            long generation,
            CredentialSource.@Nullable Credential credential,
            AtomicLong lastUsed) {}

    /** Users and their tenants, before there are keys. */
    IdentitySnapshot(long number, List<UserEntry> users, List<Tenant> tenantList, List<IamEntity> entityList) {
        this.number = number;
        for (UserEntry entry : users) {
            byName.put(fold(entry.user().name()), entry);
            byId.put(entry.row().id(), entry);
            byCanonicalId.put(entry.user().names().canonicalId(), entry);
            byAccountNumber.put(Accounts.number(entry.user().names().canonicalId()), entry);
            if (!entry.user().names().email().isEmpty()) {
                byEmail.put(fold(entry.user().names().email()), entry);
            }
        }
        for (Tenant tenant : tenantList) {
            tenants.put(tenant.id(), tenant);
        }
        for (IamEntity entity : entityList) {
            entities.put(entity.id(), entity);
            entitiesByName.put(new EntityName(entity.account(), entity.kind(), fold(entity.name())), entity);
        }
    }

    /** Greater than those before it. */
    long number() {
        return number;
    }

    /** Only while it is made. */
    void add(KeyEntry entry) {
        keys.put(entry.row().id(), entry);
    }

    /** Only while it is made. */
    void add(OidcProvider provider) {
        providers.put(provider.id(), provider);
    }

    /** By account and URL. */
    List<OidcProvider> providers() {
        return List.copyOf(providers.values());
    }

    @Nullable OidcProvider provider(String id) {
        return providers.get(id);
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    List<UserEntry> users() {
        return List.copyOf(byName.values());
    }

    List<KeyEntry> keys() {
        return List.copyOf(keys.values());
    }

    List<Tenant> tenants() {
        return List.copyOf(tenants.values());
    }

    List<IamEntity> entities() {
        return List.copyOf(entitiesByName.values());
    }

    /** Those of an account and kind, by name. */
    List<IamEntity> entities(String account, IamEntity.Kind kind) {
        return entitiesByName.values().stream()
                .filter(entity -> entity.kind() == kind && entity.account().equals(account))
                .toList();
    }

    @Nullable UserEntry byName(String name) {
        return byName.get(fold(name));
    }

    @Nullable UserEntry byId(long id) {
        return byId.get(id);
    }

    @Nullable UserEntry byCanonicalId(String id) {
        return byCanonicalId.get(id);
    }

    @Nullable UserEntry byAccountNumber(String number) {
        return byAccountNumber.get(number);
    }

    @Nullable UserEntry byEmail(String email) {
        return byEmail.get(fold(email));
    }

    @Nullable KeyEntry key(String id) {
        return keys.get(id);
    }

    @Nullable Tenant tenant(String id) {
        return tenants.get(id);
    }

    @Nullable IamEntity entity(String id) {
        return entities.get(id);
    }

    @Nullable IamEntity entity(String account, IamEntity.Kind kind, String name) {
        return entitiesByName.get(new EntityName(account, kind, fold(name)));
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }
}
