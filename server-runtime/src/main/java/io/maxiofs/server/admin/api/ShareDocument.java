package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link under which one object can be downloaded without signing in. The link itself is shown once, when it is made: the
 * server keeps a hash of it.
 *
 * @param version null for whatever is current when it is downloaded
 * @param state {@code active}, {@code expired}, {@code used-up} or {@code revoked}
 * @param createdBy name of the user whose rights it has; empty for the local administrator
 */
public record ShareDocument(
        String id,
        String bucket,
        String key,
        @Nullable String version,
        String state,
        Terms terms,
        Use use,
        String createdBy) {

    /**
     * @param expires null for never
     * @param password whether one is asked for
     * @param maxDownloads null for any number
     * @param fileName the download is saved as
     */
    public record Terms(
            @Nullable Instant expires,
            boolean password,
            @Nullable Integer maxDownloads,
            String fileName) {}

    /** @param last null for never */
    public record Use(
            Instant created, long downloads, @Nullable Instant last) {}

    /**
     * A link just made.
     *
     * @param path to put behind the address of the S3 port; contains the secret of the link
     * @param url with the address asked for
     */
    public record Issued(ShareDocument share, String path, String url) {
        @Override
        public String toString() {
            return "ShareDocument.Issued[" + share.id() + "]";
        }
    }

    /**
     * A link to make. Whoever makes it must be allowed to read the object, and stay so.
     *
     * @param version null for whatever is current when it is downloaded
     * @param endpoint of the S3 port as others reach it, such as {@code https://nas.local:9000}; null for the one the server
     *     itself knows
     * @param seconds until it expires; null for never
     * @param password null for none; at least 4 characters
     * @param maxDownloads null for any number
     * @param fileName null for the last part of the key
     */
    public record New(
            String bucket,
            String key,
            @Nullable String version,
            @Nullable String endpoint,
            @Nullable Long seconds,
            @Nullable String password,
            @Nullable Integer maxDownloads,
            @Nullable String fileName) {
        @Override
        public String toString() {
            return "ShareDocument.New[" + bucket + ", " + key + "]";
        }
    }
}
