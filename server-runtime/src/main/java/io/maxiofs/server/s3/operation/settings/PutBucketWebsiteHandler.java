package io.maxiofs.server.s3.operation.settings;

import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.website.WebsiteConfiguration;
import io.maxiofs.server.website.WebsiteDocument;

/**
 * Says how a bucket is served as a website, by a server that serves websites.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketWebsite.html">PutBucketWebsite</a>
 */
public final class PutBucketWebsiteHandler implements OperationHandler.Blocking {
    private final StoredDocument document;

    PutBucketWebsiteHandler(StoredDocument document) {
        this.document = document;
    }

    @Override
    public S3Response handle(S3Request request) {
        WebsiteConfiguration website =
                WebsiteDocument.parse(BodyIntake.readDocument(request, WebsiteDocument.MAX_BYTES));
        return document.put(request, WebsiteDocument.write(website));
    }
}
