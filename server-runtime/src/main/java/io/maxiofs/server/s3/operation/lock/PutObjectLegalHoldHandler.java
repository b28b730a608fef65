package io.maxiofs.server.s3.operation.lock;

import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.service.LockRules;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;

/**
 * Holds a version, or lets it go.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLegalHold.html">PutObjectLegalHold</a>
 */
public final class PutObjectLegalHoldHandler implements OperationHandler.Blocking {
    private final ObjectStore store;

    public PutObjectLegalHoldHandler(ObjectStore store) {
        this.store = store;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        LockRules.requireLock(bucket);
        String status = LockDocuments.read(request, "LegalHold").require("Status");
        boolean on = switch (status) {
            case "ON" -> true;
            case "OFF" -> false;
            default -> throw new MalformedXmlException("No status of a legal hold: " + status);
        };
        store.update(
                        bucket.name(),
                        request.key(),
                        VersionParameter.of(request),
                        version -> version.withProtection(version.protection().withLegalHold(on)))
                .join();
        return S3Response.ofStatus(200);
    }
}
