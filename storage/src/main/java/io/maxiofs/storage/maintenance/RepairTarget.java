package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;

/**
 * Names a version that something is wrong with.
 *
 * @param version the null version or one by its id
 */
public record RepairTarget(BucketName bucket, ObjectKey key, VersionSelector version) {
    /** @throws IllegalArgumentException if the version is the current one, which may be another in the next moment */
    public RepairTarget {
        if (version instanceof VersionSelector.Current) {
            throw new IllegalArgumentException("A repair names the version");
        }
    }

    /** The version's id as the wire shows it. */
    public String versionText() {
        return version instanceof VersionSelector.Exact exact ? exact.id().text() : VersionId.NULL_TEXT;
    }

    @Override
    public String toString() {
        return bucket + "/" + key + " (version " + versionText() + ")";
    }
}
