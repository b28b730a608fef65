package io.maxiofs.storage.maintenance;

/** What a scrub does, one after the other. */
public enum ScrubPhase {
    /** Whether all that rows refer to is there. */
    REFERENCES,
    /** Every record of the journal and every body in it. */
    SEGMENTS,
    /** Every extent. */
    EXTENTS,
    DONE
}
