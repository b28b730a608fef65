package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;

/**
 * Tells the region of a bucket; us-east-1 is told by an empty document.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html">GetBucketLocation</a>
 */
public final class GetBucketLocationHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;
    private final String region;

    public GetBucketLocationHandler(BucketCatalog catalog, String region) {
        this.catalog = catalog;
        this.region = region;
    }

    @Override
    public S3Response handle(S3Request request) {
        catalog.get(request.bucket());
        XmlWriter xml = XmlWriter.document("LocationConstraint");
        if (!region.equals(OperationSettings.DEFAULT_REGION)) {
            xml.text(region);
        }
        return S3Response.ofXml(xml.toBytes());
    }
}
