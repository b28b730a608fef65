package io.maxiofs.server.testing;

import io.maxiofs.server.s3.auth.FormAuthenticator;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.OperationParts;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Operations;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.form.PostObjectHandler;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The operations that have a handler. */
public final class BuiltOperations {
    private BuiltOperations() {}

    /** A set of the caller's own. */
    public static Set<S3Operation> all() {
        Map<S3Operation, OperationHandler> handlers = S3Operations.handlers(OperationParts.of(
                new InMemoryObjectStore(InstantSource.system()),
                InstantSource.system(),
                new OperationSettings("us-east-1", 0)));
        // Stands for the handler that the server adds when it has identities.
        handlers.put(S3Operation.QUERY_PROTOCOL, (OperationHandler.Blocking) request -> S3Response.ofStatus(200));
        PostObjectHandler.addTo(handlers, new FormAuthenticator(id -> Optional.empty(), "us-east-1"), request -> {});
        return EnumSet.copyOf(S3OperationTable.of(handlers).implemented());
    }
}
