package io.maxiofs.storage.api;

import io.maxiofs.storage.model.BucketName;
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
 */
public record DeleteRequest(
        BucketName bucket,
        ObjectKey key,
        VersionSelector version,
        Owner requester,
        WriteCondition condition,
        boolean bypassGovernance) {}
