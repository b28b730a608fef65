package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Removes the tags of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html">DeleteBucketTagging</a>
 */
public final class DeleteBucketTaggingHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public DeleteBucketTaggingHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        buckets.setDocument(request.bucket(), BucketSetting.TAGGING, null).join();
        return S3Response.ofStatus(204);
    }
}
