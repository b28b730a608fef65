package io.maxiofs.storage.model;

import java.util.Optional;

/** Which version of a key a request means. */
public sealed interface VersionSelector {
    /** The newest version, whatever it is. */
    Current CURRENT = new Current();

    /** The version whose id reads {@code null}. */
    Null NULL = new Null();

    /** See {@link #CURRENT}. */
    record Current() implements VersionSelector {}

    /** See {@link #NULL}. */
    record Null() implements VersionSelector {}

    /** The version with exactly this id, which is not the null version. */
    record Exact(VersionId id) implements VersionSelector {}

    /** Reads the value of a {@code versionId} parameter; empty if it cannot be a version id. */
    static Optional<VersionSelector> parse(String text) {
        return text.equals(VersionId.NULL_TEXT)
                ? Optional.of(NULL)
                : VersionId.parse(text).map(Exact::new);
    }
}
