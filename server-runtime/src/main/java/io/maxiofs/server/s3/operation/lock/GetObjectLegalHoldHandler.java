package io.maxiofs.server.s3.operation.lock;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;
import io.maxiofs.server.service.LockRules;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectProtection;

/**
 * Tells whether a version is held.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectLegalHold.html">GetObjectLegalHold</a>
 */
public final class GetObjectLegalHoldHandler implements OperationHandler.Blocking {
    private final ObjectStore store;

    public GetObjectLegalHoldHandler(ObjectStore store) {
        this.store = store;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        LockRules.requireLock(bucket);
        ObjectProtection protection = store.find(bucket.name(), request.key(), VersionParameter.of(request))
                .version()
                .protection();
        if (!protection.legalHold() && !protection.legalHoldReleased()) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_OBJECT_LOCK_CONFIGURATION);
        }
        return S3Response.ofXml(XmlWriter.document("LegalHold")
                .element("Status", protection.legalHold() ? "ON" : "OFF")
                .toBytes());
    }
}
