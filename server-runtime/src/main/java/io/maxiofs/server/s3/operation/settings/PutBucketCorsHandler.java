package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.cors.CorsDocument;
import io.maxiofs.server.s3.cors.CorsRule;
import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import java.util.List;

/**
 * Replaces the CORS rules of a bucket. They are in force when this answers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketCors.html">PutBucketCors</a>
 */
public final class PutBucketCorsHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    PutBucketCorsHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        List<CorsRule> rules = CorsDocument.parse(BodyIntake.readDocument(request, CorsDocument.MAX_BYTES));
        return document.put(request, CorsDocument.write(rules));
    }
}
