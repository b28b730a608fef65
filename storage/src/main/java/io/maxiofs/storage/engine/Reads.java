package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.model.ObjectVersion;

/** Rules that finding and changing a version share. */
final class Reads {
    private Reads() {}

    /**
     * @param asCurrent whether the version was found as the current one, not by its id
     * @throws DeleteMarkerException if the version is a delete marker
     */
    static void requireBody(ObjectVersion version, boolean asCurrent) {
        if (version.isDeleteMarker()) {
            throw new DeleteMarkerException(version, asCurrent);
        }
    }
}
