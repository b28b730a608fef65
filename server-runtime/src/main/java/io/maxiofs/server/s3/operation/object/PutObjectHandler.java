package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.ChecksumRules;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.ExpirationHeader;
import io.maxiofs.server.s3.header.LockHeaders;
import io.maxiofs.server.s3.header.ObjectHeaders;
import io.maxiofs.server.s3.header.RequestedAcl;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.WriteConditions;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.RequestOrigin;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Writes an object. A small body in memory is taken in at once and the answer follows when the change is durable.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html">PutObject</a>
 */
public final class PutObjectHandler implements OperationHandler.NonBlocking {
    private final ObjectStore store;
    private final BodyIntake intake;
    private final RequestedAcl lists;
    private final InstantSource clock;
    private final EncryptionRules encryption;
    private final ExpirationHeader expiration;
    private final int quickBodyBytes;

    public PutObjectHandler(
            ObjectStore store,
            BodyIntake intake,
            RequestedAcl lists,
            InstantSource clock,
            EncryptionRules encryption,
            ExpirationHeader expiration,
            int quickBodyBytes) {
        this.store = store;
        this.intake = intake;
        this.lists = lists;
        this.clock = clock;
        this.encryption = encryption;
        this.expiration = expiration;
        this.quickBodyBytes = quickBodyBytes;
    }

    @Override
    public boolean isQuick(S3Request request) {
        return BodyIntake.isQuick(request, quickBodyBytes) && !EncryptionHeaders.namesKey(request.headers());
    }

    @Override
    public CompletionStage<S3Response> handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        ObjectKey key = request.key();
        ObjectHeaders headers = ObjectHeaders.read(request.headers(), bucket, clock.instant());
        WriteCondition condition = WriteConditions.write(request.headers());
        ChecksumRules rules = ChecksumRules.read(request.headers(), request.body(), ChecksumAlgorithm.CRC64NVME);
        if (LockHeaders.areIn(request.headers()) && !rules.isClientSent()) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock"
                            + " parameters");
        }
        RequestedAcl.NewObject owned =
                lists.ofNewObject(request.headers(), bucket, request.principal().owner());
        Encryption encrypted = encryption.forWrite(bucket, headers.encryption());
        byte[] customerKey = CustomerKeyHeaders.forWriting(request.headers(), encrypted);
        // Nothing may fail between here and the store, which takes the body over.
        BodyIntake.Received received =
                intake.receive(request.body(), rules, EncryptionRules.body(bucket, encrypted, customerKey));
        PutRequest put = new PutRequest(
                new PutRequest.Target(bucket.name(), key, condition),
                owned.owner(),
                new PutRequest.Content(received.etag(), received.checksum(), encrypted),
                owned.applyTo(headers.properties()),
                headers.protection(),
                RequestOrigin.of(
                        request,
                        bucket,
                        request.operation() == S3Operation.POST_OBJECT
                                ? ChangeOrigin.Cause.POST
                                : ChangeOrigin.Cause.REQUEST));
        return store.put(put, received.staged()).thenApply(version -> {
            Map<String, String> answer = VersionHeaders.written(bucket, version);
            expiration.answer(bucket, version, answer);
            return new S3Response(200, answer, new S3Response.Empty());
        });
    }
}
