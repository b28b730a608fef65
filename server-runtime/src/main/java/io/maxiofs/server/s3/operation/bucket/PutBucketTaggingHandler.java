package io.maxiofs.server.s3.operation.bucket;

import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.TagDocument;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.BucketService;
import io.maxiofs.server.service.TagRules;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.Tags;
import java.nio.charset.StandardCharsets;

/**
 * Replaces the tags of a bucket.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html">PutBucketTagging</a>
 */
public final class PutBucketTaggingHandler implements OperationHandler.Blocking {
    private final BucketService buckets;

    public PutBucketTaggingHandler(BucketService buckets) {
        this.buckets = buckets;
    }

    @Override
    public S3Response handle(S3Request request) {
        Tags tags = TagDocument.parse(BodyIntake.readDocument(request, TagDocument.MAX_BYTES), TagRules.BUCKET);
        String document = tags.isEmpty() ? null : new String(TagDocument.write(tags), StandardCharsets.UTF_8);
        buckets.setDocument(request.bucket(), BucketSetting.TAGGING, document).join();
        return S3Response.ofStatus(204);
    }
}
