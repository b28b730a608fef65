package io.maxiofs.storage.api;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;

/**
 * A delete. With {@link VersionSelector#CURRENT} a bucket with versioning gets a delete marker; with a version, exactly
 * that one is removed.
 *
 * @param requester who owns a delete marker that comes of it
 * @param condition {@link WriteCondition#NONE} unless the request has conditions
 * @param bypassGovernance whether the caller may and wants to lift governance retention
 * @param origin kept in the record of the change, for those who follow the changes
 */
public record DeleteRequest(
        BucketName bucket,
        ObjectKey key,
        VersionSelector version,
        Owner requester,
        WriteCondition condition,
        boolean bypassGovernance,
        ChangeOrigin origin) {

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
