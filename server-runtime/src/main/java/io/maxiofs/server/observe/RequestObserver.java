package io.maxiofs.server.observe;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.request.S3Operation;
import org.jspecify.annotations.Nullable;

/** Told of every request once its response has ended. Called on any thread, I/O threads included: must not block. */
@FunctionalInterface
public interface RequestObserver {
    /** Tells nobody. */
    RequestObserver NONE = request -> {};

    void completed(CompletedRequest request);

    /**
     * A request that has ended.
     *
     * @param operation null if the request could not be routed
     * @param status HTTP status sent; 0 if the connection ended before one could be
     * @param error null if there was none
     * @param bytesIn of the body, framing included
     * @param bytesOut of the body
     * @param durationNanos from the end of the request's header to the end of its response
     */
    record CompletedRequest(
            String requestId,
            @Nullable S3Operation operation,
            int status,
            @Nullable S3ErrorCode error,
            long bytesIn,
            long bytesOut,
            long durationNanos) {}
}
