package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param role {@code admin}, of the server or of the tenant, {@code user} or {@code read-only}
 * @param status {@code active} or {@code suspended}
 * @param tenant empty for the global one
 */
public record UserDocument(
        String name,
        String canonicalId,
        String displayName,
        String email,
        String role,
        String status,
        String tenant,
        Instant created) {

    /**
     * A user to create; null for the default.
     *
     * @param accessKey a first key to create with the user; null for none
     * @param tenant name of the tenant, for good; null for the global one
     */
    public record New(
            String name,
            @Nullable String canonicalId,
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String role,
            @Nullable String password,
            AccessKeyDocument.@Nullable Chosen accessKey,
            @Nullable String tenant) {
        /** A user of the global tenant. */
        public New(
                String name,
                @Nullable String canonicalId,
                @Nullable String displayName,
                @Nullable String email,
                @Nullable String role,
                @Nullable String password,
                AccessKeyDocument.@Nullable Chosen accessKey) {
            this(name, canonicalId, displayName, email, role, password, accessKey, null);
        }

        @Override
        public String toString() {
            return "UserDocument.New[" + name + "]";
        }
    }

    /** What was created. */
    public record Created(UserDocument user, AccessKeyDocument.@Nullable Issued accessKey) {}

    /** What to change; null leaves it. */
    public record Change(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String role,
            @Nullable String status,
            @Nullable String password) {
        @Override
        public String toString() {
            return "UserDocument.Change[hidden]";
        }
    }
}
