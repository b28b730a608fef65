package io.maxiofs.server.s3.operation.lock;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.DefaultRetention;

/**
 * Tells whether a bucket locks objects and what it gives them by default.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLockConfiguration.html">
 *     GetObjectLockConfiguration</a>
 */
public final class GetObjectLockConfigurationHandler implements OperationHandler.Blocking {
    private final BucketCatalog catalog;

    public GetObjectLockConfigurationHandler(BucketCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = catalog.get(request.bucket());
        if (!bucket.objectLockEnabled()) {
            throw new S3Exception(S3ErrorCode.OBJECT_LOCK_CONFIGURATION_NOT_FOUND_ERROR);
        }
        XmlWriter xml = XmlWriter.document("ObjectLockConfiguration").element("ObjectLockEnabled", "Enabled");
        bucket.setting(BucketSetting.OBJECT_LOCK).ifPresent(text -> rule(xml, text));
        return S3Response.ofXml(xml.toBytes());
    }

    private static void rule(XmlWriter xml, String text) {
        DefaultRetention retention = DefaultRetention.parse(text)
                .orElseThrow(() -> new S3Exception(
                        S3ErrorCode.INVALID_BUCKET_STATE, "The bucket's default retention cannot be read"));
        xml.start("Rule")
                .start("DefaultRetention")
                .element("Mode", retention.mode().name())
                .element(retention.unit() == DefaultRetention.Unit.DAYS ? "Days" : "Years", retention.amount())
                .end()
                .end();
    }
}
