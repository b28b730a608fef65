package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;

/**
 * Tells the state of versioning; nothing if it was never turned on.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html">GetBucketVersioning</a>
 */
public final class GetBucketVersioningHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetBucketVersioningHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        XmlWriter xml = XmlWriter.document("VersioningConfiguration");
        switch (catalog.get(request.bucket()).versioning()) {
            case UNVERSIONED -> {
                // The document of such a bucket is empty.
            }
            case ENABLED -> xml.element("Status", "Enabled");
            case SUSPENDED -> xml.element("Status", "Suspended");
        }
        return S3Response.ofXml(xml.toBytes());
    }
}
