package io.maxiofs.server.http;

import io.maxiofs.server.identity.CredentialSource.Credential;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.Owner;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A server that stores nothing, for benchmarks of what is in front of the store: {@code NullServer PORT}. Uploads are
 * received, verified and forgotten; every object reads as 4 KiB of zeros.
 */
final class NullServer {
    private static final int OBJECT_BYTES = 4096;

    private NullServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        Optional<Credential> credential = Optional.of(new Credential(
                new Principal(Principal.Kind.ADMIN, "bench", "bench", new Owner("be", "bench"), "", ""),
                new SecretKey("benchbench"),
                1));
        byte[] content = new byte[OBJECT_BYTES];
        S3Operation[] writes = {S3Operation.CREATE_BUCKET, S3Operation.DELETE_OBJECTS, S3Operation.DELETE_OBJECT};
        Map<S3Operation, OperationHandler> handlers = new EnumMap<>(S3Operation.class);
        for (S3Operation write : writes) {
            handlers.put(write, (OperationHandler.Blocking) request -> S3Response.ofStatus(200));
        }
        handlers.put(S3Operation.PUT_OBJECT, new Forget(S3Response.ofStatus(200).withHeader("ETag", "\"-\"")));
        handlers.put(
                S3Operation.GET_OBJECT,
                new Forget(new S3Response(200, Map.of("ETag", "\"-\""), new S3Response.Bytes(content))));
        S3Server server = S3Server.start(
                S3ServerConfig.of(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])),
                        "us-east-1"),
                new S3ServerParts(
                        id -> credential,
                        request -> {},
                        S3OperationTable.of(handlers),
                        RequestObserver.NONE,
                        InstantSource.system(),
                        new SecureRandom()));
        System.out.println("Listening on " + server.address());
        Thread.currentThread().join();
    }

    private record Forget(S3Response response) implements OperationHandler.NonBlocking {
        @Override
        public boolean isQuick(S3Request request) {
            return request.body().buffered().isPresent();
        }

        @Override
        public CompletionStage<S3Response> handle(S3Request request) {
            request.body().forEachChunk(chunk -> chunk.position(chunk.limit()));
            return CompletableFuture.completedFuture(response);
        }
    }
}
