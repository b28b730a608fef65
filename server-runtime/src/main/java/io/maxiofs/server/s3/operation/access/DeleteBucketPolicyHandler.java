package io.maxiofs.server.s3.operation.access;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Removes the policy of a bucket. Removing what is not there succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html">DeleteBucketPolicy</a>
 */
public final class DeleteBucketPolicyHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public DeleteBucketPolicyHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        buckets.setDocument(request.bucket(), BucketSetting.POLICY, null).join();
        return S3Response.ofStatus(204);
    }
}
