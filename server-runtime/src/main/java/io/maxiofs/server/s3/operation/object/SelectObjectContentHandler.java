package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.select.SelectRequest;
import io.maxiofs.server.s3.select.SelectRun;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Encryption;
import java.time.InstantSource;
import java.util.Map;

/**
 * Answers with the records of an object that an expression selects, as a stream of messages.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_SelectObjectContent.html">SelectObjectContent</a>
 */
public final class SelectObjectContentHandler implements OperationHandler.Blocking {
    private final ObjectStore store;
    private final AccessCheck access;
    private final EncryptionRules encryption;
    private final InstantSource clock;

    public SelectObjectContentHandler(
            ObjectStore store, AccessCheck access, EncryptionRules encryption, InstantSource clock) {
        this.store = store;
        this.access = access;
        this.encryption = encryption;
        this.clock = clock;
    }

    @Override
    public S3Response handle(S3Request request) {
        EncryptionHeaders.refuseOnRead(request.headers());
        SelectRequest select = SelectRequest.parse(BodyIntake.readDocument(request, SelectRequest.MAX_BYTES));
        Bucket bucket = store.buckets().get(request.bucket());
        StoredObject object = find(request, bucket);
        Encryption kept = object.version().requireContent().encryption();
        byte[] customerKey = CustomerKeyHeaders.forReading(request.headers(), kept);
        encryption.requireReadable(kept);
        SelectRun run = new SelectRun(select, object, customerKey, clock.instant());
        return new S3Response(200, Map.of("Content-Type", "application/octet-stream"), new S3Response.Streamed(run));
    }

    /** Who may not know whether there is such an object is not told. */
    private StoredObject find(S3Request request, Bucket bucket) {
        StoredObject found;
        try {
            found = store.find(bucket.name(), request.key(), VersionParameter.of(request));
        } catch (ObjectNotFoundException | DeleteMarkerException | VersionNotFoundException e) {
            access.requireKnowledge(request, bucket);
            throw e;
        }
        access.requireRead(request, bucket, found.version());
        return found;
    }
}
