package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;

/**
 * Removes a bucket that holds nothing any more.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html">DeleteBucket</a>
 */
public final class DeleteBucketHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public DeleteBucketHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        catalog.delete(request.bucket()).join();
        return S3Response.ofStatus(204);
    }
}
