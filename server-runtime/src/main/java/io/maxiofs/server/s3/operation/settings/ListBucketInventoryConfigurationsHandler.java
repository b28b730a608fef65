package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.inventory.InventoryDocument;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;

/**
 * Tells all inventories of a bucket; there are never more than fit into one answer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBucketInventoryConfigurations.html">
 *     ListBucketInventoryConfigurations</a>
 */
public final class ListBucketInventoryConfigurationsHandler implements OperationHandler.Blocking {
    private static final String TOKEN = "continuation-token";

    private final StoredInventories inventories;

    ListBucketInventoryConfigurationsHandler(StoredInventories inventories) {
        this.inventories = inventories;
    }

    @Override
    public S3Response handle(S3Request request) {
        String token = request.query().value(TOKEN);
        if (token != null && !token.isEmpty()) {
            // None was ever given out.
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect.")
                    .with("ArgumentName", TOKEN)
                    .with("ArgumentValue", token);
        }
        XmlWriter xml = XmlWriter.document("ListInventoryConfigurationsResult");
        inventories.list(request).forEach(inventory -> InventoryDocument.writeElement(xml, inventory));
        return S3Response.ofXml(xml.element("IsTruncated", false).toBytes());
    }
}
