package io.maxiofs.storage.api;

import io.maxiofs.storage.model.ObjectVersion;

/** The version asked for is a delete marker, which has no body. */
public final class DeleteMarkerException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient ObjectVersion marker;
    private final boolean current;

    /** @param current whether the marker was found as the current version, not asked for by its id */
    public DeleteMarkerException(ObjectVersion marker, boolean current) {
        super("Version " + marker.versionText() + " of the key is a delete marker");
        this.marker = marker;
        this.current = current;
    }

    public ObjectVersion marker() {
        return marker;
    }

    public boolean isCurrent() {
        return current;
    }
}
