package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.policy.acl.PublicAccessBlock;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Tells which of the four switches against public access are on.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html">GetPublicAccessBlock</a>
 */
public final class GetPublicAccessBlockHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetPublicAccessBlockHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = catalog.get(request.bucket());
        if (!bucket.settings().containsKey(BucketSetting.PUBLIC_ACCESS_BLOCK)) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_PUBLIC_ACCESS_BLOCK_CONFIGURATION)
                    .with("BucketName", bucket.name().value());
        }
        PublicAccessBlock block = PublicAccessBlock.of(bucket);
        return S3Response.ofXml(XmlWriter.document("PublicAccessBlockConfiguration")
                .element("BlockPublicAcls", block.blockPublicAcls())
                .element("IgnorePublicAcls", block.ignorePublicAcls())
                .element("BlockPublicPolicy", block.blockPublicPolicy())
                .element("RestrictPublicBuckets", block.restrictPublicBuckets())
                .toBytes());
    }
}
