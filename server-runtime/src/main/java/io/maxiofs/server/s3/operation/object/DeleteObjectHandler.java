package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.header.LockHeaders;
import io.maxiofs.server.s3.header.VersionHeaders;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.header.WriteConditions;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.RequestOrigin;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Removes a version, or hides an object behind a delete marker. Removing what does not exist succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>
 */
public final class DeleteObjectHandler implements OperationHandler.NonBlocking {
    private final ObjectStore store;

    public DeleteObjectHandler(ObjectStore store) {
        this.store = store;
    }

    @Override
    public boolean isQuick(S3Request request) {
        return true;
    }

    @Override
    public CompletionStage<S3Response> handle(S3Request request) {
        Bucket bucket = store.buckets().get(request.bucket());
        String versionId = request.query().value("versionId");
        DeleteRequest delete = new DeleteRequest(
                bucket.name(),
                request.key(),
                VersionParameter.parse(versionId),
                request.principal().owner(),
                WriteConditions.delete(request.headers()),
                LockHeaders.bypassesGovernance(request),
                RequestOrigin.of(request, bucket, ChangeOrigin.Cause.REQUEST));
        return store.delete(delete)
                .thenApply(result -> new S3Response(204, headers(bucket, result, versionId), new S3Response.Empty()));
    }

    private static Map<String, String> headers(Bucket bucket, DeleteResult result, @Nullable String versionId) {
        Map<String, String> headers = new LinkedHashMap<>();
        ObjectVersion marker = result.marker();
        ObjectVersion removed = result.removed();
        if (marker != null) {
            headers.put(VersionHeaders.DELETE_MARKER, "true");
            VersionHeaders.versionId(bucket, marker, headers);
        } else if (versionId != null) {
            if (removed != null && removed.isDeleteMarker()) {
                headers.put(VersionHeaders.DELETE_MARKER, "true");
            }
            headers.put(VersionHeaders.VERSION_ID, versionId);
        }
        return headers;
    }
}
