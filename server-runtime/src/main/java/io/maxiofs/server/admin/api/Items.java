package io.maxiofs.server.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as a document, so that fields can be added beside it.
 *
 * @param next what to give as {@code cursor} for what follows; null if this is the end, and for lists that come whole
 */
public record Items<T>(List<T> items, @Nullable String next) {
    /** Entries of a part of a long list if a request does not say. */
    public static final int DEFAULT_LIMIT = 100;

    /** Most entries of a part of a long list. */
    public static final int MAX_LIMIT = 1_000;

    /** A list that comes whole. */
    public Items(List<T> items) {
        this(items, null);
    }
}
