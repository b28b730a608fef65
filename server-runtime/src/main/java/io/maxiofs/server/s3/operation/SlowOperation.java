package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.request.S3Request;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * An operation that may take longer than a client waits without hearing anything, such as a copy whose bytes have to be
 * read. It is carried out on a virtual thread of its own, so that the one that answers can keep the client waiting; see
 * {@link S3Response.Slow}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html">CopyObject, errors inside a 200</a>
 */
public final class SlowOperation implements OperationHandler.Blocking {
    private final OperationHandler.Blocking operation;

    /** @param operation does the work, and answers with a document */
    public SlowOperation(OperationHandler.Blocking operation) {
        this.operation = operation;
    }

    @Override
    public S3Response handle(S3Request request) {
        CompletableFuture<S3Response> outcome = new CompletableFuture<>();
        Thread.ofVirtual().name("slow-" + request.origin().requestId()).start(() -> {
            try {
                outcome.complete(operation.handle(request));
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        });
        return new S3Response(200, Map.of(), new S3Response.Slow(outcome));
    }
}
