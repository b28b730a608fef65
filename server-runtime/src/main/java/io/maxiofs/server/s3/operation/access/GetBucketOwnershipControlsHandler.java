package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.ObjectOwnership;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Tells who owns what is written into a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketOwnershipControls.html">GetBucketOwnershipControls</a>
 */
public final class GetBucketOwnershipControlsHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetBucketOwnershipControlsHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = catalog.get(request.bucket());
        if (!bucket.settings().containsKey(BucketSetting.OWNERSHIP_CONTROLS)) {
            throw new S3Exception(S3ErrorCode.OWNERSHIP_CONTROLS_NOT_FOUND_ERROR)
                    .with("BucketName", bucket.name().value());
        }
        return S3Response.ofXml(XmlWriter.document("OwnershipControls")
                .start("Rule")
                .element("ObjectOwnership", ObjectOwnership.of(bucket).wireName())
                .end()
                .toBytes());
    }
}
