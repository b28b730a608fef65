package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and what it holds.
 *
 * @param owner canonical id
 * @param ownerName display name of the owner when the bucket was made
 * @param versioning {@code unversioned}, {@code enabled} or {@code suspended}
 * @param durability {@code safe}: a confirmed write is on the disk; {@code fast}: a power cut may lose the last moment of
 *     them; {@code default}: what the server's setting says
 */
public record BucketDocument(
        String name,
        String owner,
        String ownerName,
        Instant created,
        String versioning,
        boolean objectLock,
        Usage usage,
        String durability) {

    /** Exact counts; bytes of plaintext. */
    public record Usage(long objects, long bytes, long totalBytes, long unfinishedUploads) {}

    /**
     * What to change.
     *
     * @param durability as in {@link BucketDocument}
     */
    public record Change(@Nullable String durability) {}

    /**
     * A bucket to create.
     *
     * @param owner name of the user; null for the one who asks
     */
    public record New(String name, @Nullable String owner, boolean versioning, boolean objectLock) {}
}
