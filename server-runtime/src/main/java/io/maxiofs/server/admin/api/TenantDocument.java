package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant and what it holds.
 *
 * @param status {@code active} or {@code suspended}
 */
public record TenantDocument(
        String id, String name, String displayName, String status, Limits limits, Usage usage, Instant created) {

    /** What it may have at most; null for no limit. */
    public record Limits(
            @Nullable Long bytes,
            @Nullable Long buckets,
            @Nullable Long keys) {
        public static final Limits NONE = new Limits(null, null, null);
    }

    /** What it has. */
    public record Usage(long bytes, long buckets, long keys, long users) {}

    /** A tenant to create. */
    public record New(
            String name,
            @Nullable String displayName,
            @Nullable Limits limits) {}

    /**
     * What to change; null leaves it.
     *
     * @param limits replaces all of them
     */
    public record Change(
            @Nullable String displayName,
            @Nullable String status,
            @Nullable Limits limits) {}
}
