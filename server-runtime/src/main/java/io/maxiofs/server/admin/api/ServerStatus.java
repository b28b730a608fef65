package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A running server.
 *
 * @param s3 address of the S3 port as a URL
 * @param admin address of the admin port as a URL
 */
public record ServerStatus(
        String version,
        Instant started,
        long uptimeSeconds,
        long pid,
        String s3,
        String admin,
        Storage storage,
        @Nullable Tls tls) {

    /**
     * What the server stores.
     *
     * @param state {@code ready}, or why not
     * @param freeBytes what may still be written to the file system of the data directory
     */
    public record Storage(
            String state,
            String dataDirectory,
            long buckets,
            long objects,
            long bytes,
            long freeBytes,
            long diskBytes) {}

    /**
     * The certificate in use.
     *
     * @param sha256 fingerprint, hexadecimal digits in pairs with colons
     */
    public record Tls(String mode, String subject, String sha256, Instant notAfter) {}

    /**
     * Whether the server can serve, and if not why.
     *
     * @param status {@link #READY}, {@link #READ_ONLY} or {@link #NOT_READY}
     */
    public record Health(String status, List<Check> checks) {
        public static final String READY = "ready";

        /** Reading and deleting go on, nothing more is stored. */
        public static final String READ_ONLY = "read_only";

        public static final String NOT_READY = "not ready";
    }

    /** One dependency of the server. */
    public record Check(String name, boolean ok, String detail) {}
}
