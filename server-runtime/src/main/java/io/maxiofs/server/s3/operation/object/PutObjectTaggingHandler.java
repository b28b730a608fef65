package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.header.VersionParameter;
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
    private final AccessCheck access;

    public PutObjectTaggingHandler(ObjectStore store, AccessCheck access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public S3Response handle(S3Request request) {
        Tags tags = TagDocument.parse(BodyIntake.readDocument(request, TagDocument.MAX_BYTES), TagRules.OBJECT);
        authorize(request, tags);
        return TagChange.apply(store, request, tags, 200);
    }

    /** Policies may look at the new tags, which nobody knew before the body was read. */
    private void authorize(S3Request request, Tags tags) {
        AccessSubject subject = AccessSubject.ofKey(request.bucket(), request.key(), VersionParameter.of(request))
                .withTags(tags);
        boolean version = request.query().has("versionId");
        access.require(request, version ? S3Action.PUT_OBJECT_VERSION_TAGGING : S3Action.PUT_OBJECT_TAGGING, subject);
    }
}
