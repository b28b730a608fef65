package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.inventory.InventoryDocument;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Tells one inventory of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketInventoryConfiguration.html">
 *     GetBucketInventoryConfiguration</a>
 */
public final class GetBucketInventoryConfigurationHandler implements OperationHandler.Blocking {
    private final StoredInventories inventories;

    GetBucketInventoryConfigurationHandler(StoredInventories inventories) {
        this.inventories = inventories;
    }

    @Override
    public S3Response handle(S3Request request) {
        return S3Response.ofXml(InventoryDocument.write(inventories.get(request)));
    }
}
