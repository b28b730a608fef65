package io.maxiofs.server.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access key without its secret.
 *
 * @param expires null if it does not
 * @param lastUsed when a request last came with it; null if none did
 * @param policy what the key is narrowed to; null if it is not
 * @param memberName the user inside {@code userName}'s account that it is of; null if it is of that user themselves
 */
public record AccessKey(
        String id,
        String userName,
        Status status,
        Instant created,
        @Nullable Instant expires,
        @Nullable Instant lastUsed,
        @Nullable String policy,
        @Nullable String memberName) {

    /** Whether a key works. */
    public enum Status {
        ACTIVE,
        DISABLED
    }

    public Optional<Instant> expiry() {
        return Optional.ofNullable(expires);
    }

    /** A key just made: the only moment its secret is shown. */
    public record Issued(AccessKey key, SecretKey secret) {}
}
