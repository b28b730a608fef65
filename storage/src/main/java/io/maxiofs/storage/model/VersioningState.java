package io.maxiofs.storage.model;

/** A bucket's versioning. A bucket never goes back to {@link #UNVERSIONED}. */
public enum VersioningState {
    UNVERSIONED,
    ENABLED,
    SUSPENDED
}
