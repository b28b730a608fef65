package io.maxiofs.storage.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One part of a multipart upload or of the object made from it.
 *
 * @param number 1 to {@link #MAX_NUMBER}
 * @param size in bytes
 * @param checksum of the part's bytes; null if none was asked for
 * @param lastModified when the part was written
 */
public record Part(
        int number, long size, ETag etag, @Nullable Checksum checksum, Instant lastModified) {
    /** Highest part number of S3. */
    public static final int MAX_NUMBER = 10_000;

    /** @throws IllegalArgumentException if the number or the size is out of range */
    public Part {
        if (number < 1 || number > MAX_NUMBER || size < 0) {
            throw new IllegalArgumentException("Invalid part " + number + " of " + size + " bytes");
        }
    }
}
