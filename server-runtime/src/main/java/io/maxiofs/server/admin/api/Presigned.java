package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A URL that works without credentials until it expires, with the rights of who asked for it.
 *
 * @param method the only one it works with
 * @param expires it may end earlier: with the user's suspension or the loss of the permission
 */
public record Presigned(String method, String url, Instant expires) {
    @Override
    public String toString() {
        return "Presigned[" + method + " until " + expires + "]";
    }

    /**
     * What the URL is for.
     *
     * @param method {@code GET}, {@code HEAD} or {@code PUT}
     * @param version null for the current one; only of {@code GET} and {@code HEAD}
     * @param endpoint of the S3 port as whoever uses the URL reaches it, such as {@code https://nas.local:9000}; null for the
     *     one the server itself knows. The signature covers it.
     * @param seconds it is to work, 1 to 604,800
     * @param disposition value of Content-Disposition to answer with, {@code attachment; filename="…"}; null as stored
     */
    public record Request(
            String method,
            String key,
            @Nullable String version,
            @Nullable String endpoint,
            long seconds,
            @Nullable String disposition) {}
}
