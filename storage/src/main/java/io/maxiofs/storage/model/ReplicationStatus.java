package io.maxiofs.storage.model;

/** State of a version in replication, as {@code x-amz-replication-status} tells it; NONE is not told. */
public enum ReplicationStatus {
    NONE,
    PENDING,
    COMPLETED,
    FAILED,
    REPLICA
}
