package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.util.Optional;

/**
 * Replaces the access control list of a bucket, by headers or by a document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html">PutBucketAcl</a>
 */
public final class PutBucketAclHandler implements OperationHandler.Blocking {
    private final BucketService buckets;
    private final BucketCatalog catalog;
    private final RequestedAcl headers;
    private final AclDocument documents;

    public PutBucketAclHandler(BucketService buckets, BucketCatalog catalog, UserDirectory users) {
        this.buckets = buckets;
        this.catalog = catalog;
        this.headers = new RequestedAcl(users);
        this.documents = new AclDocument(users);
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = catalog.get(request.bucket());
        RequestedAcl.requireSupported(request.headers(), bucket);
        AccessControlList list = wanted(request, bucket);
        if (ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED) {
            PutBucketAclHandler.requireUsual(list, AccessControlList.ofOwner(bucket.owner()));
            return S3Response.ofStatus(200);
        }
        RequestedAcl.refusePublic(list, bucket);
        buckets.setDocument(bucket.name(), BucketSetting.ACL, list.toText(bucket.owner()))
                .join();
        return S3Response.ofStatus(200);
    }

    private AccessControlList wanted(S3Request request, Bucket bucket) {
        Optional<AccessControlList> byHeader = headers.ofBucket(request.headers(), bucket.owner());
        byte[] document = BodyIntake.readDocument(request, AclDocument.MAX_BYTES);
        requireOneWay(byHeader.isPresent(), document.length > 0);
        return byHeader.orElseGet(() -> documents.read(document, bucket.owner(), bucket.owner()));
    }

    /** A list comes in headers or in the body, in one of them and not in both. */
    static void requireOneWay(boolean inHeaders, boolean inBody) {
        if (inHeaders && inBody) {
            throw new S3Exception(S3ErrorCode.UNEXPECTED_CONTENT, "This request does not support content");
        }
        if (!inHeaders && !inBody) {
            throw new S3Exception(S3ErrorCode.MISSING_SECURITY_HEADER).with("MissingHeaderName", "x-amz-acl");
        }
    }

    /** Where the bucket's owner owns everything, a list may say only that. */
    static void requireUsual(AccessControlList list, AccessControlList usual) {
        if (!list.equals(usual)) {
            throw new S3Exception(S3ErrorCode.ACCESS_CONTROL_LIST_NOT_SUPPORTED);
        }
    }
}
