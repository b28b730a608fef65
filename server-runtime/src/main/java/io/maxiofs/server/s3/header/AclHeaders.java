package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.model.Bucket;
import java.util.Map;

/**
 * Headers that set access control lists. Buckets that enforce their owner take none but {@code
 * bucket-owner-full-control} and {@code private}, which change nothing; in other buckets lists are not built yet and are refused rather than forgotten.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
public final class AclHeaders {
    private static final String CANNED = "x-amz-acl";
    private static final String PRIVATE = "private";
    private static final String OWNER_FULL_CONTROL = "bucket-owner-full-control";
    private static final String GRANT_PREFIX = "x-amz-grant-";

    private AclHeaders() {}

    /**
     * Refuses lists on an object that is to be written.
     *
     * @throws S3Exception AccessControlListNotSupported if the bucket has no lists, NotImplemented if it has
     */
    public static void refuseOnObject(RequestHeaders headers, Bucket bucket) {
        String canned = headers.value(CANNED);
        Map<String, String> grants = headers.startingWith(GRANT_PREFIX);
        if (grants.isEmpty() && canned == null) {
            return;
        }
        if (ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            // S3 refuses private here, too, though it asks for what such a bucket does anyway. rclone and others send
            // it
            // with every object, and their users would meet an error that protects nobody.
            if (grants.isEmpty() && (OWNER_FULL_CONTROL.equals(canned) || PRIVATE.equals(canned))) {
                return;
            }
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
        if (!grants.isEmpty() || !PRIVATE.equals(canned)) {
            throw InvalidHeader.notImplemented(
                    grants.isEmpty() ? CANNED : grants.keySet().iterator().next());
        }
    }

    /**
     * Refuses lists on a bucket that is to be created.
     *
     * @throws S3Exception InvalidBucketAclWithObjectOwnership if {@code ownership} allows none, NotImplemented if it does
     */
    public static void refuseOnBucket(RequestHeaders headers, ObjectOwnership ownership) {
        String canned = headers.value(CANNED);
        Map<String, String> grants = headers.startingWith(GRANT_PREFIX);
        if (grants.isEmpty() && (canned == null || canned.equals(PRIVATE))) {
            return;
        }
        if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        throw InvalidHeader.notImplemented(
                grants.isEmpty() ? CANNED : grants.keySet().iterator().next());
    }
}
