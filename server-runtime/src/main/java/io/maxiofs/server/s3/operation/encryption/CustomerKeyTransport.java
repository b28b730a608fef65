package io.maxiofs.server.s3.operation.encryption;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.EncryptionRules;
import java.util.concurrent.CompletionStage;

/** Refuses keys of clients on connections where others can read them, unless the server's settings allow it. */
public final class CustomerKeyTransport {

    private CustomerKeyTransport() {}

    /** {@code handler} behind the check. */
    public static OperationHandler checked(OperationHandler handler, EncryptionRules rules) {
        if (!rules.customerKeysNeedTls()) {
            return handler;
        }
        return switch (handler) {
            case OperationHandler.Blocking blocking ->
                (OperationHandler.Blocking) request -> {
                    check(request);
                    return blocking.handle(request);
                };
            case OperationHandler.NonBlocking nonBlocking -> new Checked(nonBlocking);
        };
    }

    private record Checked(OperationHandler.NonBlocking handler) implements OperationHandler.NonBlocking {
        @Override
        public boolean isQuick(S3Request request) {
            return handler.isQuick(request);
        }

        @Override
        public CompletionStage<S3Response> handle(S3Request request) {
            check(request);
            return handler.handle(request);
        }
    }

    private static void check(S3Request request) {
        if (!request.origin().secure() && bringsKey(request)) {
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "Requests specifying Server Side Encryption with Customer provided keys must be made over a secure"
                            + " connection.");
        }
    }

    private static boolean bringsKey(S3Request request) {
        return CustomerKeyHeaders.areIn(request.headers())
                || switch (request.operation()) {
                    case COPY_OBJECT, UPLOAD_PART_COPY -> CustomerKeyHeaders.areInForSource(request.headers());
                    default -> false;
                };
    }
}
