package io.maxiofs.server.s3.operation.lifecycle;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Removes the lifecycle rules of a bucket; nothing in it expires any more.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketLifecycle.html">DeleteBucketLifecycle</a>
 */
public final class DeleteBucketLifecycleHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public DeleteBucketLifecycleHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        buckets.setDocument(request.bucket(), BucketSetting.LIFECYCLE, null).join();
        return S3Response.ofStatus(204);
    }
}
