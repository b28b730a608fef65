package io.maxiofs.storage.engine;

import java.util.OptionalLong;

/** Quotas of tenants, kept by whoever keeps the tenants. */
@FunctionalInterface
public interface TenantLimits {
    /** No tenant has a limit. */
    TenantLimits NONE = tenant -> OptionalLong.empty();

    /** Plaintext bytes a tenant's buckets may hold together. Asked by the committer: answers from memory, at once. */
    OptionalLong maxBytes(String tenant);

    /** Buckets a tenant may have. Asked like {@link #maxBytes}. */
    default OptionalLong maxBuckets(String tenant) {
        return OptionalLong.empty();
    }
}
