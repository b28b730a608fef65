package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.S3Operation;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which handler serves which operation. Every operation has one; those not built yet say so. Immutable. */
public final class S3OperationTable {
    private final Map<S3Operation, OperationHandler> handlers;
    private final Set<S3Operation> implemented;

    private S3OperationTable(Map<S3Operation, OperationHandler> handlers) {
        this.implemented = Collections.unmodifiableSet(
                handlers.isEmpty() ? EnumSet.noneOf(S3Operation.class) : EnumSet.copyOf(handlers.keySet()));
        this.handlers = new EnumMap<>(handlers);
        for (S3Operation operation : S3Operation.values()) {
            this.handlers.putIfAbsent(operation, notImplemented(operation));
        }
    }

    /** @param handlers may leave operations out; those are answered with NotImplemented */
    public static S3OperationTable of(Map<S3Operation, OperationHandler> handlers) {
        return new S3OperationTable(new EnumMap<>(handlers.isEmpty() ? new EnumMap<>(S3Operation.class) : handlers));
    }

    public OperationHandler handler(S3Operation operation) {
        OperationHandler handler = handlers.get(operation);
        if (handler == null) {
            throw new IllegalStateException("No handler for " + operation);
        }
        return handler;
    }

    /** Operations that do more than answer NotImplemented. */
    public Set<S3Operation> implemented() {
        return implemented;
    }

    private static OperationHandler notImplemented(S3Operation operation) {
        return (OperationHandler.Blocking) request -> {
            throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED, operation.wireName() + " is not implemented.");
        };
    }
}
