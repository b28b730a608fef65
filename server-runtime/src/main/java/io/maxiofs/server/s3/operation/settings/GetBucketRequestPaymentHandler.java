package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Tells who pays for requests.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketRequestPayment.html">GetBucketRequestPayment</a>
 */
public final class GetBucketRequestPaymentHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    GetBucketRequestPaymentHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.answerOr(request, RequestPayment.document(RequestPayment.BUCKET_OWNER));
    }
}
