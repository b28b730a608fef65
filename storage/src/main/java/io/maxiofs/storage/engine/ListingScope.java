package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.ObjectListing.Query;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Prefix, delimiter and marker of a listing, as bytes. Looking for the delimiter's bytes is the same as looking for its
 * characters, since no character's UTF-8 form occurs inside another's.
 */
final class ListingScope {
    private final byte[] prefix;
    private final byte @Nullable [] delimiter;
    private final byte @Nullable [] after;

    /** @param after names at or before this are left out; null for none */
    ListingScope(Query query, @Nullable String after) {
        this.prefix = bytes(query.prefix());
        String separator = query.delimiter();
        this.delimiter = separator == null || separator.isEmpty() ? null : bytes(separator);
        this.after = after == null || after.isEmpty() ? null : bytes(after);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] prefix() {
        return prefix;
    }

    byte @Nullable [] after() {
        return after;
    }

    /** Whether the marker orders behind the prefix's first name, so that it decides where to begin. */
    boolean startsAtMarker() {
        return after != null && Arrays.compareUnsigned(after, prefix) >= 0;
    }

    /** The common prefix {@code key} is rolled up into; null if it stands for itself. */
    byte @Nullable [] commonPrefix(byte[] key) {
        byte[] separator = delimiter;
        if (separator == null) {
            return null;
        }
        int last = key.length - separator.length;
        for (int i = prefix.length; i <= last; i++) {
            if (Arrays.equals(key, i, i + separator.length, separator, 0, separator.length)) {
                return Arrays.copyOf(key, i + separator.length);
            }
        }
        return null;
    }

    /** The common prefix the marker lies in or is, which was told before; null if there is none. */
    byte @Nullable [] toldPrefix() {
        byte[] marker = after;
        return marker == null || !hasPrefix(marker) ? null : commonPrefix(marker);
    }

    private boolean hasPrefix(byte[] key) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }

    static String text(byte[] name) {
        return new String(name, StandardCharsets.UTF_8);
    }
}
