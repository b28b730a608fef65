package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Reads an object, a range of it, or one of its parts. Finding it does not block; whoever renders the answer decides on
 * which thread its bytes are read.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
public final class GetObjectHandler implements OperationHandler.NonBlocking {
    private final ObjectReading reading;

    public GetObjectHandler(ObjectReading reading) {
        this.reading = reading;
    }

    @Override
    public boolean isQuick(S3Request request) {
        return true;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public CompletionStage<S3Response> handle(S3Request request) {
        return CompletableFuture.completedFuture(reading.answer(request, true));
    }
}
