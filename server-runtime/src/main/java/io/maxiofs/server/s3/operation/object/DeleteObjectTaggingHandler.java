package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Tags;

/**
 * Removes the tags of a version, and nothing else.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html">DeleteObjectTagging</a>
 */
public final class DeleteObjectTaggingHandler implements OperationHandler.Blocking {
    private final ObjectStore store;

    public DeleteObjectTaggingHandler(ObjectStore store) {
        this.store = store;
    }

    @Override
    public S3Response handle(S3Request request) {
        return TagChange.apply(store, request, Tags.NONE, 204);
    }
}
