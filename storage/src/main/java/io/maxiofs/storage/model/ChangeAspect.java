package io.maxiofs.storage.model;

/** What of a version's properties a change touched. Numbers on disk; constants are only added at the end. */
public enum ChangeAspect {
    TAGS,
    ACL,
    RETENTION,
    LEGAL_HOLD,
    REPLICATION_STATUS,
    /** Anything else that is kept beside the bytes. */
    OTHER
}
