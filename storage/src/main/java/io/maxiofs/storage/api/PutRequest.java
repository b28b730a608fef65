package io.maxiofs.storage.api;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.Owner;
import org.jspecify.annotations.Nullable;

/**
 * A name for a staged body, and everything that is kept with it.
 *
 * @param origin kept in the record of the change, for those who follow the changes
 */
public record PutRequest(
        Target target,
        Owner owner,
        Content content,
        ObjectProperties properties,
        ObjectProtection protection,
        ChangeOrigin origin) {

    /** A request of which nobody needs to know where it came from. */
    public PutRequest(
            Target target, Owner owner, Content content, ObjectProperties properties, ObjectProtection protection) {
        this(target, owner, content, properties, protection, ChangeOrigin.NONE);
    }

    /** Where, and under which condition. */
    public record Target(BucketName bucket, ObjectKey key, WriteCondition condition) {}

    /**
     * What is said of the body.
     *
     * @param etag usually the MD5; another where S3 says so
     * @param checksum kept with the object; null if none
     */
    public record Content(ETag etag, @Nullable Checksum checksum, Encryption encryption) {}
}
