package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Serves a bucket as a website no more.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketWebsite.html">DeleteBucketWebsite</a>
 */
public final class DeleteBucketWebsiteHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    DeleteBucketWebsiteHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.remove(request, 204);
    }
}
