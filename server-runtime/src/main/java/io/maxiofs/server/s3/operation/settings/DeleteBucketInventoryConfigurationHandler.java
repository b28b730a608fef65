package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Removes one inventory of a bucket. What it has written stays.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketInventoryConfiguration.html">
 *     DeleteBucketInventoryConfiguration</a>
 */
public final class DeleteBucketInventoryConfigurationHandler implements OperationHandler.Blocking {
    private final StoredInventories inventories;

    DeleteBucketInventoryConfigurationHandler(StoredInventories inventories) {
        this.inventories = inventories;
    }

    @Override
    public S3Response handle(S3Request request) {
        inventories.remove(request);
        return S3Response.ofStatus(204);
    }
}
