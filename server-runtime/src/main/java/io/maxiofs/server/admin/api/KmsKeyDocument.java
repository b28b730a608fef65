package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that clients choose by its name (SSE-KMS); never its secret.
 *
 * @param version newest one, from 1
 * @param enabled whether anything can be written or read with it
 */
public record KmsKeyDocument(String name, int version, boolean enabled, Instant created) {

    /** A key to be made. */
    public record New(@Nullable String name) {}

    /**
     * A change of a key.
     *
     * @param rotate whether it gets a new version
     * @param enabled null to leave that as it is
     */
    public record Change(
            @Nullable String name, boolean rotate, @Nullable Boolean enabled) {}
}
