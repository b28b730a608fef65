package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Tells the CORS rules of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketCors.html">GetBucketCors</a>
 */
public final class GetBucketCorsHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    GetBucketCorsHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.answer(request, S3ErrorCode.NO_SUCH_CORS_CONFIGURATION);
    }
}
