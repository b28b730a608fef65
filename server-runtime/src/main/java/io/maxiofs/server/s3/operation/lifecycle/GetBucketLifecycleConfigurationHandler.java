package io.maxiofs.server.s3.operation.lifecycle;

import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.lifecycle.LifecycleRules;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Tells the lifecycle rules of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLifecycleConfiguration.html">
 *     GetBucketLifecycleConfiguration</a>
 */
public final class GetBucketLifecycleConfigurationHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetBucketLifecycleConfigurationHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        String text = catalog.get(request.bucket())
                .setting(BucketSetting.LIFECYCLE)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_LIFECYCLE_CONFIGURATION));
        LifecycleRules rules;
        try {
            rules = LifecycleDocument.kept(text);
        } catch (MalformedXmlException e) {
            throw new S3Exception(S3ErrorCode.INVALID_BUCKET_STATE, "The bucket's lifecycle rules cannot be read");
        }
        return S3Response.ofXml(LifecycleDocument.write(rules))
                .withHeader(PutBucketLifecycleConfigurationHandler.MINIMUM, rules.transitionMinimum());
    }
}
