package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.policy.acl.AccessControlList;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.s3.xml.XmlReader;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.util.List;

/**
 * Says who owns what is written into a bucket, and whether its lists count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketOwnershipControls.html">PutBucketOwnershipControls</a>
 */
public final class PutBucketOwnershipControlsHandler implements OperationHandler.Blocking {
    private static final int MAX_BYTES = 64 << 10;

    private final BucketService buckets;
    private final BucketCatalog catalog;

    public PutBucketOwnershipControlsHandler(BucketService buckets, BucketCatalog catalog) {
        this.buckets = buckets;
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = catalog.get(request.bucket());
        XmlElement root = XmlReader.read(BodyIntake.readDocument(request, MAX_BYTES), "OwnershipControls");
        List<XmlElement> rules = root.children("Rule");
        if (rules.size() != 1) {
            throw new S3Exception(S3ErrorCode.MALFORMED_XML);
        }
        ObjectOwnership ownership = rules.getFirst()
                .get("ObjectOwnership")
                .flatMap(ObjectOwnership::ofWireName)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.MALFORMED_XML));
        if (ownership == ObjectOwnership.BUCKET_OWNER_ENFORCED && grantsToOthers(bucket)) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_ACL_WITH_OBJECT_OWNERSHIP);
        }
        buckets.setDocument(bucket.name(), BucketSetting.OWNERSHIP_CONTROLS, ownership.wireName())
                .join();
        return S3Response.ofStatus(200);
    }

    private static boolean grantsToOthers(Bucket bucket) {
        String kept = bucket.settings().get(BucketSetting.ACL);
        return !AccessControlList.ofOwner(bucket.owner())
                .grants()
                .containsAll(AccessControlList.read(kept, bucket.owner()).grants());
    }
}
