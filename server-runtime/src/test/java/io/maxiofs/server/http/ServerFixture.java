package io.maxiofs.server.http;

import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.observe.CompletedRequest;
import io.maxiofs.server.policy.Authorizer;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.model.Owner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A real server on a free port, with handlers that keep objects in a map. */
public final class ServerFixture implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    public static final String ACCESS_KEY = "AKIATESTADMIN";
    public static final String SECRET = "test/secret+admin";
    public static final String REGION = "eu-test-1";

    private static final Authorizer SIGNED_ONLY = request -> {
        if (request.principal().isAnonymous()) {
            throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
        }
    };

    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    private final Map<S3Operation, OperationHandler> handlers = new EnumMap<>(S3Operation.class);
    private final List<CompletedRequest> completed = new CopyOnWriteArrayList<>();
    private HttpLimits limits = HttpLimits.DEFAULT;
    private Authorizer authorizer = SIGNED_ONLY;
    private boolean signatureV2;
    private volatile Instant now = NOW;
    private @Nullable S3Server server;

    private ServerFixture() {
        handlers.put(S3Operation.PUT_OBJECT, new Put());
        handlers.put(S3Operation.GET_OBJECT, (OperationHandler.Blocking) this::get);
        handlers.put(S3Operation.HEAD_OBJECT, (OperationHandler.Blocking) this::get);
        handlers.put(S3Operation.LIST_BUCKETS, (OperationHandler.Blocking)
                request -> S3Response.ofXml("<List/>".getBytes(StandardCharsets.UTF_8)));
    }

    public static ServerFixture create() {
        return new ServerFixture();
    }

    public ServerFixture handler(S3Operation operation, OperationHandler handler) {
        handlers.put(operation, handler);
        return this;
    }

    public ServerFixture limits(HttpLimits newLimits) {
        limits = newLimits;
        return this;
    }

    public ServerFixture authorizer(Authorizer newAuthorizer) {
        authorizer = newAuthorizer;
        return this;
    }

    public ServerFixture signatureV2() {
        signatureV2 = true;
        return this;
    }

    public ServerFixture start() {
        CredentialSource credentials = id -> id.equals(ACCESS_KEY)
                ? Optional.of(new CredentialSource.Credential(
                        new Principal(Principal.Kind.ADMIN, "admin", id, new Owner("ab12", "admin"), "", ""),
                        new SecretKey(SECRET),
                        1))
                : Optional.empty();
        server = S3Server.start(
                new S3ServerConfig(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        null,
                        REGION,
                        Set.of("s3.test"),
                        signatureV2,
                        limits,
                        false),
                new S3ServerParts(
                        credentials,
                        authorizer,
                        S3OperationTable.of(handlers),
                        completed::add,
                        () -> now,
                        new Random(7)));
        return this;
    }

    public void setNow(Instant newNow) {
        now = newNow;
    }

    public S3Server server() {
        return Objects.requireNonNull(server, "not started");
    }

    public Map<String, byte[]> objects() {
        return objects;
    }

    public List<CompletedRequest> completed() {
        return completed;
    }

    public RawConnection connect() throws IOException {
        return new RawConnection(server().address());
    }

    public RequestSigner signer() {
        return new RequestSigner(ACCESS_KEY, SECRET, REGION, now);
    }

    /** Headers of a signed request with a literal body hash. */
    public Map<String, String> signed(String method, String path, String query, byte[] body, String... more) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Host", "s3.test");
        headers.put("x-amz-content-sha256", RequestSigner.sha256(body));
        if (body.length > 0 || method.equals("PUT") || method.equals("POST")) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        return signer().sign(method, path, query, headers);
    }

    /** Waits for something that happens on another thread. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Did not happen: " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    /** One signed request on a connection of its own. */
    public RawConnection.Response call(String method, String path, String query, byte[] body, String... more)
            throws IOException {
        try (RawConnection connection = connect()) {
            return connection.exchange(
                    method, query.isEmpty() ? path : path + "?" + query, signed(method, path, query, body, more), body);
        }
    }

    private S3Response get(S3Request request) {
        byte[] content = objects.get(request.bucketName() + "/" + request.key().value());
        if (content == null) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
        }
        return new S3Response(200, Map.of("ETag", "\"x\""), new S3Response.Bytes(content));
    }

    private final class Put implements OperationHandler.NonBlocking {
        @Override
        public boolean isQuick(S3Request request) {
            return request.body().buffered().isPresent();
        }

        @Override
        public CompletionStage<S3Response> handle(S3Request request) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            request.body().forEachChunk(chunk -> {
                byte[] piece = new byte[chunk.remaining()];
                chunk.get(piece);
                content.writeBytes(piece);
            });
            objects.put(request.bucketName() + "/" + request.key().value(), content.toByteArray());
            return CompletableFuture.completedFuture(S3Response.ofStatus(200).withHeader("ETag", "\"x\""));
        }
    }

    @Override
    public void close() {
        server().stop(Duration.ofSeconds(5));
    }
}
