package io.maxiofs.storage.api;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import org.jspecify.annotations.Nullable;

/**
 * A delete. With {@link VersionSelector#CURRENT} a bucket with versioning gets a delete marker; with a version, exactly
 * that one is removed.
 *
 * @param requester who owns a delete marker that comes of it
 * @param condition {@link WriteCondition#NONE} unless the request has conditions
 * @param bypassGovernance whether the caller may and wants to lift governance retention
 * @param origin kept in the record of the change, for those who follow the changes
 * @param stillAs what the caller saw when it judged; if it is otherwise by now nothing happens. Null if that is no matter.
 */
public record DeleteRequest(
        BucketName bucket,
        ObjectKey key,
        VersionSelector version,
        Owner requester,
        WriteCondition condition,
        boolean bypassGovernance,
        ChangeOrigin origin,
        @Nullable StillAs stillAs) {

    /**
     * What a caller has seen of a key, so that a version written meanwhile is never removed for the age of another.
     *
     * @param head the key's newest version
     * @param target the version that is to go, or to be hidden
     * @param alone whether the key must have no other version
     */
    public record StillAs(VersionId head, VersionId target, boolean alone) {}

    /** A request that does not depend on what was seen. */
    public DeleteRequest(
            BucketName bucket,
            ObjectKey key,
            VersionSelector version,
            Owner requester,
            WriteCondition condition,
            boolean bypassGovernance,
            ChangeOrigin origin) {
        this(bucket, key, version, requester, condition, bypassGovernance, origin, null);
    }

    /** A request of which nobody needs to know where it came from. */
    public DeleteRequest(
            BucketName bucket,
            ObjectKey key,
            VersionSelector version,
            Owner requester,
            WriteCondition condition,
            boolean bypassGovernance) {
        this(bucket, key, version, requester, condition, bypassGovernance, ChangeOrigin.NONE);
    }
}
