package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An access key without its secret.
 *
 * @param status {@code active} or {@code disabled}
 * @param expires null for never
 * @param lastUsed null for never
 */
public record AccessKeyDocument(
        String id,
        String user,
        String status,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant lastUsed) {

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
     */
    public record New(
            String user, @Nullable Chosen chosen, @Nullable Instant expires) {}

    /** A key just made: the only answer that has its secret. */
    public record Issued(AccessKeyDocument key, String secretKey) {
        @Override
        public String toString() {
            return "AccessKeyDocument.Issued[" + key.id() + "]";
        }
    }

    /** What to change. */
    public record Change(String status) {}
}
