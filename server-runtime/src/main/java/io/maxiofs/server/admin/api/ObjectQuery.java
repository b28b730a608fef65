package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a bucket to list.
 *
 * @param prefix what keys begin with; empty for all
 * @param delimiter null to list everything below the prefix, {@code /} for one level of folders
 * @param asOf the state at that time instead of now; null for now
 * @param limit entries and folders together, 1 to {@link Items#MAX_LIMIT}; null for {@link Items#DEFAULT_LIMIT}
 * @param cursor where to go on; null for the beginning
 */
public record ObjectQuery(
        String prefix,
        @Nullable String delimiter,
        @Nullable Instant asOf,
        @Nullable Integer limit,
        @Nullable String cursor) {

    /** One level of folders from the beginning. */
    public static ObjectQuery folder(String prefix) {
        return new ObjectQuery(prefix, "/", null, null, null);
    }

    /** Everything that begins with a prefix. */
    public static ObjectQuery search(String prefix) {
        return new ObjectQuery(prefix, null, null, null, null);
    }

    /** The same as it was at a time. */
    public ObjectQuery asOf(Instant time) {
        return new ObjectQuery(prefix, delimiter, time, limit, cursor);
    }

    /** The same with pages of another size. */
    public ObjectQuery limit(int entries) {
        return new ObjectQuery(prefix, delimiter, asOf, entries, cursor);
    }

    /** The part that follows. */
    public ObjectQuery from(String next) {
        return new ObjectQuery(prefix, delimiter, asOf, limit, next);
    }
}
