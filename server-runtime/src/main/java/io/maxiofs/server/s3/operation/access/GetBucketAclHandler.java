package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.identity.UserDirectory;
import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Tells the access control list of a bucket. Where the owner is enforced that is the usual one.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html">GetBucketAcl</a>
 */
public final class GetBucketAclHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;
    private final AclDocument documents;

    public GetBucketAclHandler(BucketCatalog catalog, UserDirectory users) {
        this.catalog = catalog;
        this.documents = new AclDocument(users);
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = catalog.get(request.bucket());
        String kept = ObjectOwnership.of(bucket) == ObjectOwnership.BUCKET_OWNER_ENFORCED
                ? null
                : bucket.settings().get(BucketSetting.ACL);
        return S3Response.ofXml(documents.write(AccessControlList.read(kept, bucket.owner()), bucket.owner()));
    }
}
