package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Removes the CORS rules of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketCors.html">DeleteBucketCors</a>
 */
public final class DeleteBucketCorsHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    DeleteBucketCorsHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.remove(request, 204);
    }
}
