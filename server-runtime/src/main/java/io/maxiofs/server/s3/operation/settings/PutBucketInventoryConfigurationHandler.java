package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.inventory.InventoryConfiguration;
import io.maxiofs.server.event.inventory.InventoryDocument;
import io.maxiofs.server.event.inventory.InventoryReport;
import io.maxiofs.server.policy.ServiceRights;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;

/**
 * Adds or replaces an inventory of a bucket. A destination of the same owner needs no more; one of somebody else must have a
 * policy that allows it to the service that writes inventories.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html">
 *     PutBucketInventoryConfiguration</a>
 */
public final class PutBucketInventoryConfigurationHandler implements OperationHandler.Blocking {
    private final StoredInventories inventories;
    private final BucketCatalog catalog;
    private final ServiceRights rights = new ServiceRights();

    PutBucketInventoryConfigurationHandler(StoredInventories inventories, BucketCatalog catalog) {
        this.inventories = inventories;
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        InventoryConfiguration inventory =
                InventoryDocument.parse(BodyIntake.readDocument(request, InventoryDocument.MAX_BYTES));
        if (!inventory.id().equals(StoredInventories.id(request))) {
            throw new S3Exception(S3ErrorCode.ID_MISMATCH);
        }
        Bucket source = catalog.get(request.bucket());
        boolean possible = catalog.find(inventory.destination())
                .filter(found ->
                        found.owner().canonicalId().equals(source.owner().canonicalId())
                                || InventoryReport.mayBeWritten(rights, source, found, inventory))
                .isPresent();
        if (!possible) {
            throw new S3Exception(S3ErrorCode.INVALID_S3_DESTINATION_BUCKET);
        }
        inventories.put(request, inventory);
        return S3Response.ofStatus(200);
    }
}
