package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Tells how a bucket is served as a website.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketWebsite.html">GetBucketWebsite</a>
 */
public final class GetBucketWebsiteHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    GetBucketWebsiteHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.answer(request, S3ErrorCode.NO_SUCH_WEBSITE_CONFIGURATION);
    }
}
