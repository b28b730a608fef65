package io.maxiofs.server.admin.api;

import java.util.Locale;

/** What findings on the health of the server say, by keys that clients can have words of their own for. */
public enum FindingReason {
    DRIVE_THERE,
    DRIVE_MISSING,
    STORING_REFUSED,
    STORING,
    STORING_FULL,
    INDEX,
    INDEX_CLOSED,
    INDEX_FAILING,
    SCRUB_FAULTS,
    SCRUB,
    SCRUB_FAILED,
    SCRUB_NEVER,
    COMPACTION,
    COMPACTION_FAILING,
    COMPACTION_UNAVAILABLE,
    SPACE_UNKNOWN,
    SPACE,
    MEMORY,
    CERTIFICATE,
    OTHER;

    /** As in documents; stable. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
