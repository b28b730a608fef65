package io.maxiofs.server.s3.operation.lifecycle;

import io.maxiofs.server.lifecycle.LifecycleDocument;
import io.maxiofs.server.lifecycle.LifecycleRules;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.storage.model.BucketSetting;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the lifecycle rules of a bucket. Rules that cannot be carried out are refused, never kept.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">
 *     PutBucketLifecycleConfiguration</a>
 */
public final class PutBucketLifecycleConfigurationHandler implements OperationHandler.Blocking {
    static final String MINIMUM = "x-amz-transition-default-minimum-object-size";

    private final BucketService buckets;

    public PutBucketLifecycleConfigurationHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        String minimum = minimum(request.headers().value(MINIMUM));
        byte[] document = BodyIntake.readDocument(request, LifecycleDocument.MAX_BYTES);
        if (document.length == 0) {
            throw new S3Exception(S3ErrorCode.MISSING_REQUEST_BODY_ERROR);
        }
        LifecycleRules rules = LifecycleDocument.read(
                document, minimum, () -> UUID.randomUUID().toString());
        buckets.setDocument(request.bucket(), BucketSetting.LIFECYCLE, LifecycleDocument.keep(rules))
                .join();
        return S3Response.ofStatus(200).withHeader(MINIMUM, minimum);
    }

    private static String minimum(@Nullable String value) {
        if (value == null || value.equals(LifecycleDocument.ALL_STORAGE_CLASSES)) {
            return LifecycleDocument.ALL_STORAGE_CLASSES;
        }
        if (value.equals(LifecycleDocument.VARIES)) {
            return value;
        }
        throw new S3Exception(S3ErrorCode.INVALID_ARGUMENT, "Invalid value of " + MINIMUM)
                .with("ArgumentName", MINIMUM)
                .with("ArgumentValue", value);
    }
}
