package io.maxiofs.server.s3.operation.encryption;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;

/**
 * Goes back to what the server does by default. What is encrypted stays so.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketEncryption.html">
 *     DeleteBucketEncryption</a>
 */
public final class DeleteBucketEncryptionHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public DeleteBucketEncryptionHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        buckets.setDocument(request.bucket(), BucketSetting.ENCRYPTION, null).join();
        return S3Response.ofStatus(204);
    }
}
