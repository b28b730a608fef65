package io.maxiofs.server.s3.operation.object;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Tells what {@link GetObjectHandler} would answer, without the bytes.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html">HeadObject</a>
 */
public final class HeadObjectHandler implements OperationHandler.NonBlocking {
    private final ObjectReading reading;

    public HeadObjectHandler(ObjectReading reading) {
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
        return CompletableFuture.completedFuture(reading.answer(request, false));
    }
}
