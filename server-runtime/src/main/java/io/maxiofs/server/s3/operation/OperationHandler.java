package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.request.S3Request;
import java.util.concurrent.CompletionStage;

/** Serves one operation. Instances are shared by all requests. */
public sealed interface OperationHandler {

    /** A handler that may block; called on a virtual thread. */
    @FunctionalInterface
    non-sealed interface Blocking extends OperationHandler {
        /**
         * @throws io.maxiofs.server.s3.error.S3Exception to answer with an error
         * @throws io.maxiofs.storage.api.StorageException likewise
         */
        S3Response handle(S3Request request);
    }

    /**
     * A handler that can do its work without blocking when the request's body is in memory; then called on the
     * connection's own I/O thread.
     */
    non-sealed interface NonBlocking extends OperationHandler {
        /**
         * Whether this request can be served without blocking. If not, {@link #handle} is called on a virtual thread and
         * may block.
         */
        boolean isQuick(S3Request request);

        /**
         * Whether {@link #handle} only reads, so that it can be begun anew on a thread that may wait if what it needs is not
         * in memory.
         */
        default boolean isReadOnly() {
            return false;
        }

        /** As {@link Blocking#handle}, by throwing or through the stage. The stage may complete on any thread. */
        CompletionStage<S3Response> handle(S3Request request);
    }
}
