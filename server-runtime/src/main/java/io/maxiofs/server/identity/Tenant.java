package io.maxiofs.server.identity;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A group of users whose buckets, keys and policies nobody else sees.
 *
 * @param id never changes; what users and buckets carry
 * @param name unique without regard to case
 */
public record Tenant(String id, String name, String displayName, Status status, Limits limits, Instant created) {

    /** Whether a tenant's users can do anything at all. */
    public enum Status {
        ACTIVE,
        SUSPENDED
    }

    /**
     * What a tenant may have at most; null for no limit.
     *
     * @param maxBytes plaintext bytes of all its buckets together
     * @param maxBuckets buckets
     * @param maxKeys access keys of all its users together, temporary ones not counted
     */
    public record Limits(
            @Nullable Long maxBytes,
            @Nullable Long maxBuckets,
            @Nullable Long maxKeys) {
        public static final Limits NONE = new Limits(null, null, null);

        static OptionalLong of(@Nullable Long limit) {
            return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
        }
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }
}
