package io.maxiofs.server.s3.operation.lock;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.LockHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.MalformedXmlException;
import io.maxiofs.server.s3.xml.XmlElement;
import io.maxiofs.server.service.LockRules;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Retention;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Retains a version, or retains it longer. Governance is weakened only by who may bypass it and says so, compliance by
 * nobody. An empty document takes retention away.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectRetention.html">PutObjectRetention</a>
 */
public final class PutObjectRetentionHandler implements OperationHandler.Blocking {
    private final ObjectStore store;
    private final InstantSource clock;

    public PutObjectRetentionHandler(ObjectStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public S3Response handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        LockRules.requireLock(bucket);
        Retention wanted = retention(LockDocuments.read(request, "Retention"), clock.instant());
        boolean bypass = LockHeaders.bypassesGovernance(request);
        store.update(
                        bucket.name(),
                        request.key(),
                        VersionParameter.of(request),
                        version -> version.withProtection(
                                LockRules.retain(version.protection(), wanted, clock.instant(), bypass)))
                .join();
        return S3Response.ofStatus(200);
    }

    private static @Nullable Retention retention(XmlElement root, Instant now) {
        String mode = root.value("Mode");
        String until = root.value("RetainUntilDate");
        if (mode == null && until == null) {
            return null;
        }
        if (mode == null || until == null) {
            throw new MalformedXmlException("Mode and date belong together");
        }
        Retention.Mode parsed = LockDocuments.mode(mode);
        Instant date = LockRules.date(until).orElseThrow(() -> new MalformedXmlException("No date: " + until));
        if (!date.isAfter(now)) {
            throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "The retain until date must be in the future!")
                    .with("ArgumentName", "RetainUntilDate")
                    .with("ArgumentValue", until);
        }
        return new Retention(parsed, date);
    }
}
