package io.maxiofs.server.admin.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What keys may do with buckets, as a grid. It shows and writes what keys are narrowed to; what their users may not is
 * refused whatever the grid says.
 *
 * @param buckets the columns
 * @param keys the rows
 */
public record AccessGridDocument(List<String> buckets, List<Row> keys) {
    /** Nothing. */
    public static final String NONE = "none";

    /** Listing and reading. */
    public static final String READ = "read";

    /** Storing, without reading, listing or deleting. */
    public static final String WRITE = "write";

    /** Listing, reading, storing and deleting objects. */
    public static final String READ_WRITE = "read-write";

    /** Listing, reading and storing, without deleting: for backups that a stolen key must not destroy. */
    public static final String APPEND_ONLY = "append-only";

    /** All the key's user may, the bucket's settings included. */
    public static final String FULL = "full";

    /** The levels that can be set. */
    public static final List<String> LEVELS = List.of(NONE, READ, WRITE, READ_WRITE, APPEND_ONLY, FULL);

    /**
     * One key.
     *
     * @param custom whether the key is narrowed by a policy that the grid cannot show; then {@code levels} is empty
     * @param others what holds for all buckets that {@code levels} does not name: {@code full} or {@code none}; null if
     *     custom
     * @param levels by name of bucket
     */
    public record Row(
            String key,
            String user,
            boolean custom,
            @Nullable String others,
            Map<String, String> levels) {}

    /**
     * A cell to set.
     *
     * @param bucket null for all that are not named: {@code full} or {@code none}
     * @param replaceCustom whether a policy that the grid cannot show may be overwritten
     */
    public record Cell(String key, @Nullable String bucket, String level, boolean replaceCustom) {}

    /**
     * A key for one bucket.
     *
     * @param user whose; null for the one who asks
     * @param level what it may do there: one of {@link #LEVELS} but {@code none}; elsewhere it may nothing
     * @param expires null for never
     */
    public record KeyForBucket(
            String bucket,
            String level,
            @Nullable String user,
            @Nullable Instant expires) {}

    /**
     * Puts a new key in the place of an old one, with the same user, policy and end.
     *
     * @param keepOldSeconds how long the old one goes on working; 0 to end it at once
     */
    public record Rotation(long keepOldSeconds) {}
}
