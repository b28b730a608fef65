package io.maxiofs.server.identity;

import io.maxiofs.server.database.AccountTables;
import io.maxiofs.server.database.AccountTables.TenantRow;
import io.maxiofs.server.database.DatabaseException.Duplicate;
import io.maxiofs.server.database.FederationTables;
import io.maxiofs.server.database.FederationTables.ProviderRow;
import io.maxiofs.server.database.IdentityTables;
import io.maxiofs.server.database.IdentityTables.AccessKeyRow;
import io.maxiofs.server.database.IdentityTables.UserRow;
import io.maxiofs.server.database.SignedInTables;
import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentitySnapshot.KeyEntry;
import io.maxiofs.server.identity.IdentitySnapshot.UserEntry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The snapshot all identities are answered from, and the one way it changes: in the database first. Whoever changes
 * something holds this object's monitor from the look at the snapshot to the end of the change.
 */
final class IdentityState {
    private final IdentityTables users;
    private final AccountTables accounts;
    private final SignedInTables signedIn;
    private final FederationTables federation;
    private final MasterKey masterKey;
    private final AtomicLong generations = new AtomicLong();
    private volatile IdentitySnapshot snapshot = new IdentitySnapshot(0, List.of(), List.of(), List.of());

    IdentityState(IdentityStorage tables, MasterKey masterKey) {
        this.signedIn = tables.signedIn();
        this.users = tables.users();
        this.accounts = tables.accounts();
        this.federation = tables.federation();
        this.masterKey = masterKey;
        reload();
    }

    IdentitySnapshot snapshot() {
        return snapshot;
    }

    IdentityTables users() {
        return users;
    }

    AccountTables accounts() {
        return accounts;
    }

    SignedInTables signedIn() {
        return signedIn;
    }

    FederationTables federation() {
        return federation;
    }

    MasterKey masterKey() {
        return masterKey;
    }

    /** A number no credential had before. */
    long newGeneration() {
        return generations.incrementAndGet();
    }

    /** Makes a change and reads everything anew. */
    void changing(String messageIfTaken, Runnable change) {
        try {
            change.run();
        } catch (Duplicate e) {
            throw new IdentityException(Reason.EXISTS, messageIfTaken, e);
        }
        reload();
    }

    synchronized void reload() {
        IdentityTables.Rows rows = users.load();
        AccountTables.Rows accountRows = accounts.load();
        IdentitySnapshot old = snapshot;
        List<Tenant> tenants =
                accountRows.tenants().stream().map(IdentityState::tenant).toList();
        List<IamEntity> entities =
                accountRows.entities().stream().map(EntityDocuments::entity).toList();
        List<UserEntry> entries = rows.users().stream()
                .map(row -> new UserEntry(row, toUser(row, tenants)))
                .toList();
        IdentitySnapshot next = new IdentitySnapshot(newGeneration(), entries, tenants, entities);
        for (ProviderRow row : federation.providers()) {
            UserEntry user = next.byId(row.userId());
            if (user == null) {
                throw new IllegalStateException("Provider " + row.id() + " belongs to nobody");
            }
            next.add(EntityDocuments.provider(row, user.user().names().canonicalId()));
        }
        for (AccessKeyRow row : rows.keys()) {
            UserEntry user = next.byId(row.userId());
            if (user == null) {
                throw new IllegalStateException("Access key " + row.id() + " belongs to nobody");
            }
            next.add(toEntry(row, user, next, old.key(row.id())));
        }
        snapshot = next;
    }

    private static Tenant tenant(TenantRow row) {
        return new Tenant(
                row.id(),
                row.name(),
                row.displayName(),
                Tenant.Status.valueOf(row.status().toUpperCase(Locale.ROOT)),
                new Tenant.Limits(
                        row.limits().maxBytes(),
                        row.limits().maxBuckets(),
                        row.limits().maxKeys()),
                Instant.ofEpochMilli(row.createdAt()));
    }

    /** A user of a tenant that is not there counts as one of a suspended tenant. */
    private static User toUser(UserRow row, List<Tenant> tenants) {
        boolean active = row.tenant().isEmpty()
                || tenants.stream().anyMatch(tenant -> tenant.id().equals(row.tenant()) && tenant.isActive());
        return new User(
                new User.Names(
                        row.names().name(),
                        row.names().canonicalId(),
                        row.names().displayName(),
                        row.names().email()),
                User.Role.valueOf(row.role().toUpperCase(Locale.ROOT)),
                User.Status.valueOf(row.status().toUpperCase(Locale.ROOT)),
                new User.Membership(row.tenant(), active),
                row.passwordHash() != null,
                Instant.ofEpochMilli(row.createdAt()));
    }

    /** A key of the same id made anew has another sealed secret, and so gets another generation. */
    private KeyEntry toEntry(AccessKeyRow row, UserEntry user, IdentitySnapshot next, @Nullable KeyEntry old) {
        boolean same = old != null && Arrays.equals(old.row().secret(), row.secret());
        SecretKey secret = old != null && same ? old.secret() : masterKey.open(row.id(), row.secret());
        long generation = old != null && same ? old.generation() : newGeneration();
        Long lastUsedAt = row.lastUsedAt();
        AtomicLong lastUsed =
                old != null && same ? old.lastUsed() : new AtomicLong(lastUsedAt == null ? 0 : lastUsedAt);
        String entityId = row.extent().entity();
        IamEntity entity = entityId == null ? null : next.entity(entityId);
        boolean orphaned = entityId != null && entity == null;
        boolean active = !orphaned
                && row.status().equals(nameOf(AccessKey.Status.ACTIVE))
                && user.user().isActive();
        Credential credential =
                active ? new Credential(toPrincipal(user.user(), entity, row.id()), secret, generation) : null;
        return new KeyEntry(row, user, entity, secret, generation, credential, lastUsed);
    }

    /** @param entity the user inside the account; null for the account's own, who alone may be an administrator */
    static Principal toPrincipal(User user, @Nullable IamEntity entity, String accessKeyId) {
        return entity == null
                ? new Principal(
                        user.isAdmin() ? Principal.Kind.ADMIN : Principal.Kind.USER,
                        user.name(),
                        accessKeyId,
                        user.owner(),
                        user.tenant(),
                        user.names().email())
                : new Principal(Principal.Kind.USER, entity.name(), accessKeyId, user.owner(), user.tenant(), "");
    }

    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
