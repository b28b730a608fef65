package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.charset.StandardCharsets;

/**
 * Tells the tags of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html">GetBucketTagging</a>
 */
public final class GetBucketTaggingHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetBucketTaggingHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        String document = catalog.get(request.bucket())
                .setting(BucketSetting.TAGGING)
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_TAG_SET));
        return S3Response.ofXml(document.getBytes(StandardCharsets.UTF_8));
    }
}
