package io.maxiofs.server.identity;

import io.maxiofs.server.database.AccountTables.LimitColumns;
import io.maxiofs.server.database.AccountTables.TenantRow;
import io.maxiofs.server.identity.IdentityException.Reason;
import io.maxiofs.server.identity.IdentitySnapshot.KeyEntry;
import io.maxiofs.server.identity.IdentitySnapshot.UserEntry;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Tenants. Reads are answered from memory and see every change at once; safe on any thread. */
public final class TenantService {
    private final IdentityState state;
    private final SecretGenerator generator;
    private final InstantSource clock;

    TenantService(IdentityState state, SecretGenerator generator, InstantSource clock) {
        this.state = state;
        this.generator = generator;
        this.clock = clock;
    }

    /** By name. */
    public List<Tenant> all() {
        return state.snapshot().tenants().stream()
                .sorted((a, b) -> a.name().compareToIgnoreCase(b.name()))
                .toList();
    }

    public Optional<Tenant> byId(String id) {
        return Optional.ofNullable(state.snapshot().tenant(id));
    }

    /** Without regard to case. */
    public Optional<Tenant> byName(String name) {
        return state.snapshot().tenants().stream()
                .filter(tenant -> tenant.name().equalsIgnoreCase(name))
                .findFirst();
    }

    /** Bytes a tenant's buckets may have together. */
    public OptionalLong maxBytes(String id) {
        Tenant tenant = id.isEmpty() ? null : state.snapshot().tenant(id);
        return tenant == null
                ? OptionalLong.empty()
                : Tenant.Limits.of(tenant.limits().maxBytes());
    }

    /** Buckets a tenant may have. */
    public OptionalLong maxBuckets(String id) {
        Tenant tenant = id.isEmpty() ? null : state.snapshot().tenant(id);
        return tenant == null
                ? OptionalLong.empty()
                : Tenant.Limits.of(tenant.limits().maxBuckets());
    }

    /** Creates an active tenant. */
    public Tenant create(String name, String displayName, Tenant.Limits limits) {
        synchronized (state) {
            IdentityRules.checkName(name);
            IdentityRules.checkDisplayName(displayName);
            check(limits);
            String id = generator.tenantId();
            TenantRow row = new TenantRow(
                    id,
                    name,
                    displayName.isEmpty() ? name : displayName,
                    IdentityState.nameOf(Tenant.Status.ACTIVE),
                    columns(limits),
                    clock.millis());
            state.changing(
                    "There is a tenant " + name + " already",
                    () -> state.accounts().insert(row));
            return required(id);
        }
    }

    private static void check(Tenant.Limits limits) {
        for (Long limit : new @Nullable Long[] {limits.maxBytes(), limits.maxBuckets(), limits.maxKeys()}) {
            if (limit != null && limit < 0) {
                throw new IdentityException(Reason.INVALID, "A limit is not negative");
            }
        }
    }

    private static LimitColumns columns(Tenant.Limits limits) {
        return new LimitColumns(limits.maxBytes(), limits.maxBuckets(), limits.maxKeys());
    }

    private Tenant required(String id) {
        return byId(id).orElseThrow(() -> new IdentityException(Reason.NOT_FOUND, "There is no tenant " + id));
    }

    /**
     * What of a tenant can be changed; null leaves it as it is.
     *
     * @param limits replaces all of them
     */
    public record Change(
            @Nullable String displayName, Tenant.@Nullable Status status, Tenant.@Nullable Limits limits) {}

    /** Changes a tenant. Suspending one stops all its users' keys, sessions and passwords with the next request. */
    public Tenant update(String id, Change change) {
        synchronized (state) {
            Tenant old = required(id);
            if (change.displayName() != null) {
                IdentityRules.checkDisplayName(change.displayName());
            }
            Tenant.Limits limits = change.limits() == null ? old.limits() : change.limits();
            check(limits);
            Tenant.Status status = change.status() == null ? old.status() : change.status();
            TenantRow row = new TenantRow(
                    id,
                    old.name(),
                    change.displayName() == null ? old.displayName() : change.displayName(),
                    IdentityState.nameOf(status),
                    columns(limits),
                    old.created().toEpochMilli());
            state.changing("", () -> state.accounts().update(row));
            return required(id);
        }
    }

    /** Removes a tenant that has no users any more. Its buckets must be gone, too, which the caller has seen to. */
    public void delete(String id) {
        synchronized (state) {
            required(id);
            if (state.snapshot().users().stream()
                    .anyMatch(entry -> entry.user().tenant().equals(id))) {
                throw new IdentityException(Reason.IN_USE, "The tenant still has users");
            }
            String account = IamEntity.ofTenant(id);
            List<IamEntity> kept = state.snapshot().entities().stream()
                    .filter(entity -> entity.account().equals(account))
                    .toList();
            state.changing("", () -> {
                kept.forEach(entity -> state.accounts().deleteEntity(entity.id()));
                state.accounts().deleteTenant(id);
            });
        }
    }

    /** @throws IdentityException if a tenant that is to get a user is not there */
    static void requireKnown(IdentitySnapshot snapshot, String id) {
        if (!id.isEmpty() && snapshot.tenant(id) == null) {
            throw new IdentityException(Reason.NOT_FOUND, "There is no tenant " + id);
        }
    }

    /**
     * Called with the state's monitor held.
     *
     * @throws IdentityException if a tenant has as many keys as it may have
     */
    static void requireRoomForKey(IdentitySnapshot snapshot, String tenantId) {
        Tenant tenant = tenantId.isEmpty() ? null : snapshot.tenant(tenantId);
        Long limit = tenant == null ? null : tenant.limits().maxKeys();
        if (limit == null) {
            return;
        }
        long used = snapshot.keys().stream()
                .map(KeyEntry::user)
                .map(UserEntry::user)
                .filter(user -> user.tenant().equals(tenantId))
                .count();
        if (used >= limit) {
            throw new IdentityException(Reason.LIMIT, "The tenant may have " + limit + " access keys");
        }
    }
}
