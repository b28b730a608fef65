package io.maxiofs.server;

import io.maxiofs.server.identity.TenantService;
import io.maxiofs.storage.engine.TenantLimits;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits of tenants as the store asks for them. The store is opened first, so there are none until the tenants have been
 * read; by then nobody can have written anything.
 */
final class StoredTenantLimits implements TenantLimits {
    private volatile @Nullable TenantService tenants;

    void from(TenantService service) {
        tenants = service;
    }

    @Override
    public OptionalLong maxBytes(String tenant) {
        TenantService known = tenants;
        return known == null ? OptionalLong.empty() : known.maxBytes(tenant);
    }

    @Override
    public OptionalLong maxBuckets(String tenant) {
        TenantService known = tenants;
        return known == null ? OptionalLong.empty() : known.maxBuckets(tenant);
    }
}
