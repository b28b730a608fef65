package io.maxiofs.storage.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a version's body.
 *
 * @param size of the plaintext in bytes
 * @param checksum value the client gave or the server computed; null if there is none
 * @param parts of a multipart object, by number; empty for an object that was written at once
 */
public record ObjectContent(
        long size, ETag etag, @Nullable Checksum checksum, Encryption encryption, List<Part> parts) {
    /** @throws IllegalArgumentException if the size is negative */
    public ObjectContent {
        if (size < 0) {
            throw new IllegalArgumentException("Negative size");
        }
        parts = List.copyOf(parts);
    }
}
