package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;

/**
 * Says who pays for requests. See {@link RequestPayment} for what follows from it.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketRequestPayment.html">PutBucketRequestPayment</a>
 */
public final class PutBucketRequestPaymentHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    PutBucketRequestPaymentHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        String payer = RequestPayment.parse(BodyIntake.readDocument(request, RequestPayment.MAX_BYTES));
        return payer.equals(RequestPayment.BUCKET_OWNER)
                ? document.remove(request, 200)
                : document.put(request, RequestPayment.document(payer));
    }
}
