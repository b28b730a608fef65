package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Turns all four switches against public access off.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeletePublicAccessBlock.html">DeletePublicAccessBlock</a>
 */
public final class DeletePublicAccessBlockHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public DeletePublicAccessBlockHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        buckets.setDocument(request.bucket(), BucketSetting.PUBLIC_ACCESS_BLOCK, null)
                .join();
        return S3Response.ofStatus(204);
    }
}
