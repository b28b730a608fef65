package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version or delete marker in a list.
 *
 * @param version its id; {@code null} (the word) for one written without versioning
 * @param latest whether it is the newest of its key
 * @param size bytes of plaintext; 0 of a delete marker
 * @param etag without quotation marks; null of a delete marker
 * @param lock null if nothing locks it
 */
public record ObjectEntry(
        String key,
        String version,
        boolean latest,
        boolean deleteMarker,
        long size,
        Instant modified,
        @Nullable String etag,
        @Nullable Lock lock) {

    /**
     * What keeps a version from being destroyed.
     *
     * @param mode {@code GOVERNANCE} or {@code COMPLIANCE}; null without retention
     * @param until null without retention; may have passed
     */
    public record Lock(@Nullable String mode, @Nullable Instant until, boolean legalHold) {}

    /**
     * A part of the list of a bucket.
     *
     * @param items in the order of the keys' bytes
     * @param prefixes with a delimiter: what the keys have in common up to it, each once, as folders; they count as entries
     * @param next null if nothing follows
     */
    public record Listing(
            List<ObjectEntry> items,
            List<String> prefixes,
            @Nullable String next) {}

    /**
     * What is deleted and can be brought back.
     *
     * @param marker the delete marker that hides the key
     * @param hidden what comes back if the marker goes; null if only markers are under it
     */
    public record Deleted(ObjectEntry marker, @Nullable ObjectEntry hidden) {}

    /**
     * How many objects there are.
     *
     * @param exact whether all were counted; if not, there are at least that many
     */
    public record Count(long objects, long bytes, boolean exact) {}
}
