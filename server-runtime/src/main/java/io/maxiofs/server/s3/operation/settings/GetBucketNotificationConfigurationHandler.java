package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.event.notification.NotificationDocument;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Tells what a bucket tells, and whom; an empty document if nobody.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html">
 *     GetBucketNotificationConfiguration</a>
 */
public final class GetBucketNotificationConfigurationHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    GetBucketNotificationConfigurationHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.answerOr(request, NotificationDocument.none());
    }
}
