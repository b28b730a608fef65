package io.maxiofs.server.s3.operation;

import io.maxiofs.server.identity.Accounts;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests whose client believes the bucket to be somebody else's. Accounts are told by their number, or by
 * canonical id.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html">Bucket owner
 *     condition</a>
 */
public final class ExpectedBucketOwner {
    private static final String HEADER = "x-amz-expected-bucket-owner";
    private static final String SOURCE_HEADER = "x-amz-source-expected-bucket-owner";

    private ExpectedBucketOwner() {}

    /** {@code handler} behind the check. */
    public static OperationHandler checked(OperationHandler handler, BucketCatalog catalog) {
        return switch (handler) {
            case OperationHandler.Blocking blocking ->
                (OperationHandler.Blocking) request -> {
                    check(request, catalog);
                    return blocking.handle(request);
                };
            case OperationHandler.NonBlocking nonBlocking -> new Checked(nonBlocking, catalog);
        };
    }

    private record Checked(OperationHandler.NonBlocking handler, BucketCatalog catalog)
            implements OperationHandler.NonBlocking {
        @Override
        public boolean isQuick(S3Request request) {
            return handler.isQuick(request);
        }

        @Override
        public boolean isReadOnly() {
            return handler.isReadOnly();
        }

        @Override
        public CompletionStage<S3Response> handle(S3Request request) {
            check(request, catalog);
            return handler.handle(request);
        }
    }

    private static void check(S3Request request, BucketCatalog catalog) {
        String expected = request.headers().value(HEADER);
        if (expected != null) {
            check(catalog.get(request.bucket()), expected);
        }
    }

    /** The same for the bucket a copy reads from. */
    public static void checkSource(S3Request request, Bucket source) {
        check(source, request.headers().value(SOURCE_HEADER));
    }

    private static void check(Bucket bucket, @Nullable String expected) {
        if (expected == null) {
            return;
        }
        String owner = bucket.owner().canonicalId();
        if (!owner.equals(expected) && !Accounts.number(owner).equals(expected)) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    }
}
