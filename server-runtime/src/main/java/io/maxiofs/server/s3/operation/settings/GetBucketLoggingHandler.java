package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.accesslog.LoggingDocument;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Tells where the access log of a bucket goes; an empty document if nowhere.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLogging.html">GetBucketLogging</a>
 */
public final class GetBucketLoggingHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    GetBucketLoggingHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.answerOr(request, LoggingDocument.off());
    }
}
