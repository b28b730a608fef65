package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells whether a bucket exists and where.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html">HeadBucket</a>
 */
public final class HeadBucketHandler implements OperationHandler.NonBlocking {
    private final BucketCatalog catalog;
    private final String region;

    public HeadBucketHandler(BucketCatalog catalog, String region) {
        this.catalog = catalog;
        this.region = region;
    }

    @Override
    public boolean isQuick(S3Request request) {
        return true;
    }

    @Override
    public CompletionStage<S3Response> handle(S3Request request) {
        catalog.get(request.bucket());
        return CompletableFuture.completedFuture(S3Response.ofStatus(200)
                .withHeader("x-amz-bucket-region", region)
                .withHeader("x-amz-access-point-alias", "false"));
    }
}
