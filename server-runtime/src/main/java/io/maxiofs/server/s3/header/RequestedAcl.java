package io.maxiofs.server.s3.header;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.policy.acl.AccessControlList.Grant;
import io.maxiofs.server.policy.acl.AclPermission;
import io.maxiofs.server.policy.acl.CannedAcl;
import io.maxiofs.server.policy.acl.Grantee;
import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHeaders;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.Owner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The access control lists that headers ask for, and who will own what comes with them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
 */
public final class RequestedAcl {
    private static final String CANNED = "x-amz-acl";
    private static final String PRIVATE = "private";
    private static final String GRANT_PREFIX = "x-amz-grant-";
    private static final Map<String, AclPermission> GRANTS = new LinkedHashMap<>();

    static {
        GRANTS.put("x-amz-grant-full-control", AclPermission.FULL_CONTROL);
        GRANTS.put("x-amz-grant-read", AclPermission.READ);
        GRANTS.put("x-amz-grant-write", AclPermission.WRITE);
        GRANTS.put("x-amz-grant-read-acp", AclPermission.READ_ACP);
        GRANTS.put("x-amz-grant-write-acp", AclPermission.WRITE_ACP);
    }

    private final UserDirectory users;

    public RequestedAcl(UserDirectory users) {
        this.users = users;
    }

    /**
     * Who will own an object that is written, and its list.
     *
     * @param acl as it is kept; null for the usual list
     */
    public record NewObject(Owner owner, @Nullable String acl) {
        /** The properties with this list; they have none of their own. */
        public ObjectProperties applyTo(ObjectProperties properties) {
            return acl == null ? properties : properties.withAcl(acl);
        }
    }

    /** Whether the headers ask for a list. */
    public static boolean isIn(RequestHeaders headers) {
        return headers.has(CANNED) || !headers.startingWith(GRANT_PREFIX).isEmpty();
    }

    /** Whether the headers ask for the usual list, by name. */
    public static boolean isPrivate(RequestHeaders headers) {
        return PRIVATE.equals(headers.value(CANNED))
                && headers.startingWith(GRANT_PREFIX).isEmpty();
    }

    /**
     * Reads what a new object is to get.
     *
     * @throws S3Exception AccessControlListNotSupported where the bucket's owner owns everything, AccessDenied for a public
     *     list where those are blocked, InvalidArgument and others for headers that mean nothing
     */
    public NewObject ofNewObject(RequestHeaders headers, Bucket bucket, Owner writer) {
        ObjectOwnership ownership = ObjectOwnership.of(bucket);
        if (!isIn(headers)) {
            return new NewObject(ObjectOwnership.ownerOf(bucket, writer), null);
        }
        if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            requireHarmless(headers);
            return new NewObject(bucket.owner(), null);
        }
        String canned = headers.value(CANNED);
        boolean givenAway =
                ownership == ObjectOwnership.BUCKET_OWNER_PREFERRED && "bucket-owner-full-control".equals(canned);
        Owner owner = givenAway ? bucket.owner() : writer;
        AccessControlList list =
                ofObject(headers, owner, bucket.owner()).orElseGet(() -> AccessControlList.ofOwner(owner));
        refusePublic(list, bucket);
        return new NewObject(owner, list.toText(owner));
    }

    /**
     * Refuses headers that ask for another list of a bucket whose owner is enforced, where only the canned list that such a
     * bucket has anyway may be named.
     *
     * @throws S3Exception AccessControlListNotSupported
     */
    public static void requireSupported(RequestHeaders headers, Bucket bucket) {
        requirePossible(headers, bucket);
        if (isPrivate(headers) && ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    /**
     * Refuses headers that ask for more than a bucket can have, before it is asked what they mean.
     *
     * @throws S3Exception AccessControlListNotSupported
     */
    public static void requirePossible(RequestHeaders headers, Bucket bucket) {
        if (isIn(headers) && ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            requireHarmless(headers);
        }
    }

    /**
     * S3 refuses private here, too, though it asks for what such a bucket does anyway. rclone and others send it with every
     * object, and their users would meet an error that protects nobody.
     */
    private static void requireHarmless(RequestHeaders headers) {
        String canned = headers.value(CANNED);
        boolean harmless = headers.startingWith(GRANT_PREFIX).isEmpty()
                && ("bucket-owner-full-control".equals(canned) || PRIVATE.equals(canned));
        if (!harmless) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }

    /** @throws S3Exception AccessDenied for a public list where those are blocked */
    public static void refusePublic(AccessControlList list, Bucket bucket) {
        if (list.isPublic() && PublicAccessBlock.of(bucket).blockPublicAcls()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }

    /** The list headers ask for on a bucket; empty if they ask for none. */
    public Optional<AccessControlList> ofBucket(RequestHeaders headers, Owner owner) {
        return read(headers, List.of(owner), canned -> canned.onBucket(owner));
    }

    /** The list headers ask for on an object; empty if they ask for none. */
    public Optional<AccessControlList> ofObject(RequestHeaders headers, Owner owner, Owner bucketOwner) {
        return read(headers, List.of(owner, bucketOwner), canned -> canned.onObject(owner, bucketOwner));
    }

    /** What a canned list means here. */
    private interface Meaning {
        AccessControlList of(CannedAcl canned);
    }

    private Optional<AccessControlList> read(RequestHeaders headers, List<Owner> known, Meaning meaning) {
        String canned = headers.value(CANNED);
        Map<String, String> grants = headers.startingWith(GRANT_PREFIX);
        if (canned == null && grants.isEmpty()) {
            return Optional.empty();
        }
        if (canned != null && !grants.isEmpty()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST, "Specifying both Canned ACLs and Header Grants is not allowed");
        }
        if (canned != null) {
            return Optional.of(CannedAcl.ofWireName(canned)
                    .map(meaning::of)
                    .orElseThrow(() -> InvalidHeader.argument(CANNED, canned, "Invalid canned access control list")));
        }
        return Optional.of(granted(grants, new GrantHeader(users, known)));
    }

    private static AccessControlList granted(Map<String, String> headers, GrantHeader reader) {
        List<Grant> list = new ArrayList<>();
        for (Map.Entry<String, AclPermission> grant : GRANTS.entrySet()) {
            String value = headers.get(grant.getKey());
            if (value != null) {
                for (Grantee grantee : reader.read(grant.getKey(), value)) {
                    list.add(new Grant(grantee, grant.getValue()));
                }
            }
        }
        for (String name : headers.keySet()) {
            if (!GRANTS.containsKey(name)) {
                throw InvalidHeader.argument(name, String.valueOf(headers.get(name)), "Unknown grant");
            }
        }
        if (list.size() > AccessControlList.MAX_GRANTS) {
            throw new S3Exception(S3ErrorCode.INVALID_REQUEST, "An access control list has 100 grants at most");
        }
        return new AccessControlList(list);
    }
}
