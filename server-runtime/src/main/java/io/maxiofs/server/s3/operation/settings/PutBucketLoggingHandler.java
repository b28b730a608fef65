package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.accesslog.LoggingConfiguration;
import io.maxiofs.server.event.accesslog.LoggingDocument;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import java.util.Optional;

/**
 * Says where the access log of a bucket goes. Source and target must have one owner, as with S3; that owner's word is the
 * permission to write there.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLogging.html">PutBucketLogging</a>
 */
public final class PutBucketLoggingHandler implements OperationHandler.Blocking {
    private final StoredDocument document;
    private final BucketCatalog catalog;

    PutBucketLoggingHandler(StoredDocument document, BucketCatalog catalog) {
        this.document = document;
        this.catalog = catalog;
    }

    @Override
    public S3Response handle(S3Request request) {
        Optional<LoggingConfiguration> logging =
                LoggingDocument.parse(BodyIntake.readDocument(request, LoggingDocument.MAX_BYTES));
        if (logging.isEmpty()) {
            return document.remove(request, 200);
        }
        Bucket source = catalog.get(request.bucket());
        String name = logging.get().target().value();
        Bucket target = catalog.find(logging.get().target()).orElseThrow(() -> LoggingDocument.noTarget(name));
        if (!source.owner().canonicalId().equals(target.owner().canonicalId())) {
            throw new S3Exception(
                            S3ErrorCode.INVALID_TARGET_BUCKET_FOR_LOGGING,
                            "The owner for the bucket to be logged and the target bucket must be the same.")
                    .with("TargetBucket", name);
        }
        return document.put(request, LoggingDocument.write(logging.get()));
    }
}
