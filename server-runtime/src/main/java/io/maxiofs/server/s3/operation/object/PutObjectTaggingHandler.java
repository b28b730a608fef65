package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.operation.BodyIntake;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.TagDocument;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.TagRules;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Tags;

/**
 * Replaces the tags of a version.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html">PutObjectTagging</a>
 */
public final class PutObjectTaggingHandler implements OperationHandler.Blocking {
    private final ObjectStore store;

    public PutObjectTaggingHandler(ObjectStore store) {
        this.store = store;
    }

    @Override
    public S3Response handle(S3Request request) {
        Tags tags = TagDocument.parse(BodyIntake.readDocument(request, TagDocument.MAX_BYTES), TagRules.OBJECT);
        return TagChange.apply(store, request, tags, 200);
    }
}
