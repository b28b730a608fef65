package io.maxiofs.server.cli.bench;

import java.util.Locale;

/**
 * Objects of one size, numbered from 0; key and body follow from the number, so that none has to be remembered.
 *
 * @param bucket its name
 * @param prefix of all keys, of unreserved characters and slashes
 * @param bodies what they hold
 */
record ObjectSet(String bucket, String prefix, Bodies bodies) {
    /** Most numbers a set may have: the keys sort by number up to here. */
    static final long MAX_OBJECTS = 99_999_999_999L;

    String key(long number) {
        return prefix + String.format(Locale.ROOT, "%011d", number);
    }

    String path(long number) {
        return "/" + bucket + "/" + key(number);
    }
}
