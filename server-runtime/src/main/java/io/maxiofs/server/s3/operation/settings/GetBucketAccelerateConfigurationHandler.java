package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.xml.XmlWriter;

/**
 * Tells what {@link PutBucketAccelerateConfigurationHandler} was told.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAccelerateConfiguration.html">GetBucketAccelerateConfiguration</a>
 */
public final class GetBucketAccelerateConfigurationHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    GetBucketAccelerateConfigurationHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        return document.answerOr(
                request, XmlWriter.document("AccelerateConfiguration").toBytes());
    }
}
