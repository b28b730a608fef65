package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.ObjectStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells what {@link GetObjectHandler} would answer, without the bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
public final class HeadObjectHandler implements OperationHandler.NonBlocking {
    private final ObjectStore store;
    private final AccessCheck access;

    public HeadObjectHandler(ObjectStore store, AccessCheck access) {
        this.store = store;
        this.access = access;
    }

    @Override
    public boolean isQuick(S3Request request) {
        return true;
    }

    @Override
    public CompletionStage<S3Response> handle(S3Request request) {
        return CompletableFuture.completedFuture(GetObjectHandler.answer(store, access, request, false));
    }
}
