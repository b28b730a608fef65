package io.maxiofs.server.s3.call;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.Authorizer;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.error.ErrorMapping;
import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.VersionParameter;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.BodyFraming;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.s3.request.SingleHeaders;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectKey;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls operations as the S3 port does once a request is authenticated: the same authorizer first, then the same handler.
 * Safe on any thread; blocks until what was asked for is done and durable.
 */
public final class S3Calls {
    private static final int MAX_DOCUMENT_BYTES = 16 << 20;

    private final ObjectStore store;
    private final Authorizer authorizer;
    private final AccessCheck access;
    private final S3OperationTable operations;
    private final InstantSource clock;
    private final Supplier<String> requestIds;
    private final Consumer<S3Operation> turnstile;
    private final BiConsumer<S3Operation, @Nullable String> done;

    /**
     * @param requestIds makes one that no other request has
     * @param turnstile asked before each operation; throws while the server takes none of its kind
     * @param done told of each operation that succeeded, and its bucket; quick
     */
    public S3Calls(
            ObjectStore store,
            Authorizer authorizer,
            AccessCheck access,
            S3OperationTable operations,
            InstantSource clock,
            Supplier<String> requestIds,
            Consumer<S3Operation> turnstile,
            BiConsumer<S3Operation, @Nullable String> done) {
        this.store = store;
        this.authorizer = authorizer;
        this.access = access;
        this.operations = operations;
        this.clock = clock;
        this.requestIds = requestIds;
        this.turnstile = turnstile;
        this.done = done;
    }

    /**
     * Does what the call asks for.
     *
     * @return whose body the caller closes if it is a stored one
     * @throws S3Exception for whatever goes wrong, as the S3 port would tell it
     */
    public S3Response call(S3Caller caller, S3Call call) {
        S3Request request = request(caller, call);
        try {
            turnstile.accept(call.operation());
            authorizer.authorize(request);
            S3Response response = switch (operations.handler(call.operation())) {
                case OperationHandler.Blocking blocking -> finished(blocking.handle(request));
                case OperationHandler.NonBlocking other ->
                    other.handle(request).toCompletableFuture().join();
            };
            done.accept(call.operation(), call.bucket());
            return response;
        } catch (RuntimeException e) {
            throw told(e, call, request);
        }
    }

    private static S3Response finished(S3Response response) {
        return response.body() instanceof S3Response.Slow slow
                ? slow.outcome().toCompletableFuture().join()
                : response;
    }

    /**
     * Returns if the caller may do what the call asks for, and does nothing.
     *
     * @throws S3Exception as {@link #call}
     */
    public void authorize(S3Caller caller, S3Call call) {
        S3Request request = request(caller, call);
        try {
            authorizer.authorize(request);
        } catch (RuntimeException e) {
            throw told(e, call, request);
        }
    }

    /** Whether the caller may do what the call asks for. */
    public boolean isAllowed(S3Caller caller, S3Call call) {
        try {
            authorizer.authorize(request(caller, call));
            return true;
        } catch (S3Exception e) {
            return false;
        }
    }

    /** Whether the caller has a permission beyond the one the call stands for. */
    public boolean isAllowed(S3Caller caller, S3Call call, S3Action action, AccessSubject subject) {
        return access.isAllowed(request(caller, call), action, subject);
    }

    /** Whether the caller sees a bucket in the list of buckets. */
    public boolean isListed(S3Caller caller, S3Call call, Bucket bucket) {
        return access.isListed(request(caller, call), bucket);
    }

    /**
     * Finds a version that has a body, for somebody who may read it.
     *
     * @throws S3Exception as GetObject
     */
    public StoredObject find(S3Caller caller, String bucket, ObjectKey key, @Nullable String version) {
        S3Call call = S3Call.of(S3Operation.GET_OBJECT, bucket, key).query("versionId", version);
        S3Request request = request(caller, call);
        try {
            authorizer.authorize(request);
            Bucket found = store.buckets().get(request.bucket());
            StoredObject object;
            try {
                object = store.find(found.name(), key, VersionParameter.of(request));
            } catch (ObjectNotFoundException | VersionNotFoundException | DeleteMarkerException e) {
                access.requireKnowledge(request, found);
                throw e;
            }
            access.requireRead(request, found, object.version());
            return object;
        } catch (RuntimeException e) {
            throw told(e, call, request);
        }
    }

    /**
     * Returns if the server takes such an operation now, for what does it by other means.
     *
     * @throws S3Exception ServiceUnavailable if not
     */
    public void pass(S3Call call) {
        turnstile.accept(call.operation());
    }

    /** What the call stands for was done by other means. */
    public void done(S3Call call) {
        done.accept(call.operation(), call.bucket());
    }

    /** What the S3 port would tell of a failure of this call. */
    public S3Exception told(RuntimeException failure, S3Caller caller, S3Call call) {
        return told(failure, call, request(caller, call));
    }

    private static S3Exception told(RuntimeException failure, S3Call call, S3Request request) {
        ObjectKey key = call.key();
        ErrorSubject subject = new ErrorSubject(
                call.bucket(),
                key == null ? null : key.value(),
                call.query().get("versionId"),
                call.query().get("uploadId"));
        return ErrorMapping.of(failure, subject, request.origin().requestId());
    }

    /** The request that the S3 port would have made of it. */
    public S3Request request(S3Caller caller, S3Call call) {
        Map<String, String> headers = new TreeMap<>(call.headers());
        headers.put("content-length", Integer.toString(call.body().length));
        // Whoever calls from here knows whose bucket it is; nobody is charged for anything.
        headers.put("x-amz-request-payer", "requester");
        SingleHeaders sent = new SingleHeaders(headers);
        BodyFraming framing = BodyFraming.of(sent, call.operation(), new Payload.Unsigned(), MAX_DOCUMENT_BYTES);
        ObjectKey key = call.key();
        String resource = "/" + (call.bucket() == null ? "" : call.bucket()) + (key == null ? "" : "/" + key.value());
        return new S3Request(
                call.operation(),
                call.bucket(),
                key,
                call.parameters(),
                sent,
                framing.decode(ByteBuffer.wrap(call.body())),
                new S3Request.Origin(
                        requestIds.get(),
                        caller.principal(),
                        caller.address(),
                        clock.instant(),
                        resource,
                        "",
                        caller.secure()));
    }
}
