package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key without its secret.
 *
 * @param status {@code active} or {@code disabled}
 * @param expires null for never
 * @param lastUsed null for never
 * @param policy what the key is narrowed to; null if it is not
 * @param member the user inside {@code user}'s account that it is of; null if it is of that user themselves
 */
public record AccessKeyDocument(
        String id,
        String user,
        String status,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant lastUsed,
        @Nullable String policy,
        @Nullable String member) {

    /** Id and secret chosen by the client; both null for random ones. */
    public record Chosen(@Nullable String id, @Nullable String secretKey) {
        @Override
        public String toString() {
            return "AccessKeyDocument.Chosen[" + id + "]";
        }
    }

    /**
     * A key to create.
     *
     * @param chosen null for a random one
     * @param expires null for never
     * @param policy narrows the key; null for all its user may
     */
    public record New(
            String user,
            @Nullable Chosen chosen,
            @Nullable Instant expires,
            @Nullable String policy) {
        /** A key that is not narrower than its user. */
        public New(String user, @Nullable Chosen chosen, @Nullable Instant expires) {
            this(user, chosen, expires, null);
        }
    }

    /** A key just made: the only answer that has its secret. */
    public record Issued(AccessKeyDocument key, String secretKey) {
        @Override
        public String toString() {
            return "AccessKeyDocument.Issued[" + key.id() + "]";
        }
    }

    /**
     * What to change; null leaves it.
     *
     * @param neverExpires takes the end away; excludes {@code expires}
     * @param policy narrows the key; empty for all its user may
     */
    public record Change(
            @Nullable String status,
            @Nullable Instant expires,
            boolean neverExpires,
            @Nullable String policy) {
        /** Only enables or disables. */
        public Change(@Nullable String status) {
            this(status, null, false, null);
        }
    }
}
