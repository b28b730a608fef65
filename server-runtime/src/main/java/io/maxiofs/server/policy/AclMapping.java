package io.maxiofs.server.policy;

import io.maxiofs.server.policy.acl.AclPermission;
import org.jspecify.annotations.Nullable;

/**
 * Which permission of an access control list stands for which permission of policies. What has no row cannot be granted by
 * a list.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping">
 *     Mapping of ACL permissions</a>
 */
final class AclMapping {

    private AclMapping() {}

    /** On the list of the bucket. */
    static @Nullable AclPermission onBucket(S3Action action) {
        return switch (action) {
            case LIST_BUCKET, LIST_BUCKET_VERSIONS, LIST_BUCKET_MULTIPART_UPLOADS -> AclPermission.READ;
            case PUT_OBJECT -> AclPermission.WRITE;
            case GET_BUCKET_ACL -> AclPermission.READ_ACP;
            case PUT_BUCKET_ACL -> AclPermission.WRITE_ACP;
            default -> null;
        };
    }

    /** On the list of the object. */
    static @Nullable AclPermission onObject(S3Action action) {
        return switch (action) {
            case GET_OBJECT,
                    GET_OBJECT_VERSION,
                    GET_OBJECT_ATTRIBUTES,
                    GET_OBJECT_VERSION_ATTRIBUTES,
                    GET_OBJECT_TORRENT,
                    GET_OBJECT_VERSION_TORRENT -> AclPermission.READ;
            case GET_OBJECT_ACL, GET_OBJECT_VERSION_ACL -> AclPermission.READ_ACP;
            case PUT_OBJECT_ACL, PUT_OBJECT_VERSION_ACL -> AclPermission.WRITE_ACP;
            default -> null;
        };
    }

    /** Whether the permission is about an object that must exist. */
    static boolean needsObject(S3Action action) {
        return switch (action) {
            case GET_OBJECT_TAGGING,
                    GET_OBJECT_VERSION_TAGGING,
                    PUT_OBJECT_TAGGING,
                    PUT_OBJECT_VERSION_TAGGING,
                    DELETE_OBJECT_TAGGING,
                    DELETE_OBJECT_VERSION_TAGGING,
                    GET_OBJECT_RETENTION,
                    PUT_OBJECT_RETENTION,
                    GET_OBJECT_LEGAL_HOLD,
                    PUT_OBJECT_LEGAL_HOLD,
                    RESTORE_OBJECT,
                    UPDATE_OBJECT_ENCRYPTION -> true;
            default -> onObject(action) != null;
        };
    }
}
