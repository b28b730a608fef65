package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and what it holds.
 *
 * @param owner canonical id
 * @param ownerName display name of the owner when the bucket was made
 * @param versioning {@code unversioned}, {@code enabled} or {@code suspended}
 */
public record BucketDocument(
        String name,
        String owner,
        String ownerName,
        Instant created,
        String versioning,
        boolean objectLock,
        Usage usage) {

    /** Exact counts; bytes of plaintext. */
    public record Usage(long objects, long bytes, long totalBytes, long unfinishedUploads) {}

    /**
     * A bucket to create.
     *
     * @param owner name of the user; null for the one who asks
     */
    public record New(String name, @Nullable String owner, boolean versioning, boolean objectLock) {}
}
