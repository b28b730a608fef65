package io.maxiofs.server.admin.api;

import java.util.List;

/**
 * An inventory of a bucket.
 *
 * @param enabled whether it is written on its schedule
 * @param schedule {@code daily} or {@code weekly}
 * @param allVersions whether noncurrent versions and delete markers are listed too
 * @param prefix of the keys listed; may be empty
 * @param destination bucket it goes to
 * @param destinationPrefix of the keys there; may be empty
 * @param fields of each line beside bucket, key and version, by S3's names, such as {@code Size}
 */
public record BucketInventory(
        String id,
        boolean enabled,
        String schedule,
        boolean allVersions,
        String prefix,
        String destination,
        String destinationPrefix,
        List<String> fields) {

    /** What a line may have, by S3's names. */
    public static final List<String> FIELDS = List.of(
            "Size",
            "LastModifiedDate",
            "ETag",
            "StorageClass",
            "IsMultipartUploaded",
            "ReplicationStatus",
            "EncryptionStatus",
            "ObjectLockRetainUntilDate",
            "ObjectLockMode",
            "ObjectLockLegalHoldStatus",
            "ChecksumAlgorithm",
            "ObjectOwner");

    public BucketInventory {
        fields = fields == null ? List.of() : List.copyOf(fields);
    }
}
