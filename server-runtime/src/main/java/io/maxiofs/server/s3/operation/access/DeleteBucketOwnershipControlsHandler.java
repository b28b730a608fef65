package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Removes the ownership controls of a bucket; the writer owns what is written then, and lists count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketOwnershipControls.html">DeleteBucketOwnershipControls</a>
 */
public final class DeleteBucketOwnershipControlsHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public DeleteBucketOwnershipControlsHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        buckets.setDocument(request.bucket(), BucketSetting.OWNERSHIP_CONTROLS, null)
                .join();
        return S3Response.ofStatus(204);
    }
}
