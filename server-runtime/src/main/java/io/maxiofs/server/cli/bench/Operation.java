package io.maxiofs.server.cli.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What one request does; or, for {@link #MIXED}, that each request is one of several. */
enum Operation {
    /** A new object. */
    PUT,
    /** A whole object, in random order. */
    GET,
    HEAD,
    /** HEAD of a key that is not there: the shortest way through a server, and an empty HTTP round trip. */
    MISS,
    /** Up to 1,000 keys behind a random one, with prefix and delimiter. */
    LIST,
    /** An object that is there. */
    DELETE,
    MIXED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operation> of(String text) {
        return Arrays.stream(values()).filter(o -> o.text().equals(text)).findFirst();
    }

    /** Whether it reads objects that have to be there before. */
    boolean needsObjects() {
        return this != PUT && this != MISS;
    }

    /** Whether it may be a part of {@link #MIXED}: listings and deletions would meet what others have just changed. */
    boolean mixable() {
        return this == PUT || this == GET || this == HEAD || this == MISS;
    }
}
