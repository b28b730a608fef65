package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.HttpDate;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.operation.SlowOperation;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import java.io.EOFException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResponsesTest {
    private static final byte[] NOTHING = new byte[0];

    private final ServerFixture server = ServerFixture.create();

    @AfterEach
    void stop() {
        server.close();
    }

    private void serve(OperationHandler.Blocking handler) {
        server.handler(S3Operation.GET_OBJECT, handler).start();
    }

    private RawConnection.Response get() throws Exception {
        return server.call("GET", "/bucket/k", "", NOTHING);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4_096, 1_000_000, 20_000_000})
    void sendsMemoryAndFilesAsOneBody(int fileBytes, @TempDir Path directory) throws Exception {
        byte[] content = new byte[fileBytes + 10];
        new Random(5).nextBytes(content);
        Path file = directory.resolve("f");
        Files.write(file, content);
        try (FileChannel channel = FileChannel.open(file)) {
            Bodies.Reader reader = Bodies.of(
                    fileBytes + 10L,
                    List.of(
                            () -> new BodyReader.Memory(ByteBuffer.wrap(content, 0, 4)),
                            () -> new BodyReader.File(channel, 4, fileBytes),
                            () -> new BodyReader.Memory(ByteBuffer.wrap(content, 4 + fileBytes, 6))));
            serve(request -> Bodies.stored(200, reader));

            assertThat(get().body()).isEqualTo(content);
            assertClosedOnce(reader);
        }
    }

    @Test
    void answersHeadWithTheLengthOfTheBodyAndClosesIt() throws Exception {
        Bodies.Reader reader = Bodies.memory(new byte[1000], 1000);
        server.handler(S3Operation.HEAD_OBJECT, (OperationHandler.Blocking) request -> Bodies.stored(200, reader))
                .start();

        RawConnection.Response response = server.call("HEAD", "/bucket/k", "", NOTHING);

        assertThat(response.header("content-length")).isEqualTo("1000000");
        assertClosedOnce(reader);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000_000})
    void tellsOfCorruptionInTheFirstPiece(int size) throws Exception {
        Bodies.Reader reader = Bodies.of(size, List.of(ResponsesTest::corrupt));
        serve(request -> Bodies.stored(200, reader));

        RawConnection.Response response = get();

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.code()).isEqualTo("InternalError");
        assertClosedOnce(reader);
    }

    @Test
    void cutsTheConnectionAtCorruptionFurtherOn() throws Exception {
        byte[] piece = new byte[1 << 20];
        Bodies.Reader reader = Bodies.of(
                3L << 20,
                List.of(
                        () -> new BodyReader.Memory(ByteBuffer.wrap(piece)),
                        () -> new BodyReader.Memory(ByteBuffer.wrap(piece)),
                        ResponsesTest::corrupt));
        serve(request -> Bodies.stored(200, reader));

        assertThatThrownBy(this::get).isInstanceOfAny(EOFException.class, SocketException.class);
        assertClosedOnce(reader);
    }

    /** The client may have its last byte before the server has closed what it read from. */
    private void assertClosedOnce(Bodies.Reader reader) throws InterruptedException {
        ServerFixture.await("closed body", () -> reader.closed.get() > 0);
        ServerFixture.await("end of the request", () -> server.server().inFlight() == 0);
        assertThat(reader.closed).hasValue(1);
    }

    private static BodyReader.Slice corrupt() {
        throw new CorruptDataException("bad frame");
    }

    @Test
    void keepsAClientOfASlowOperationWaiting() throws Exception {
        CompletableFuture<S3Response> outcome = new CompletableFuture<>();
        serveSlowly(outcome);
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING)));
            S3Response done = S3Response.ofXml("<?xml version=\"1.0\"?><Done/>".getBytes(StandardCharsets.UTF_8));
            RawConnection.Response response = connection.read(false, whenKeptAlive(() -> outcome.complete(done)));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.header("content-type")).isEqualTo("application/xml");
            assertThat(response.text()).matches("(?s)<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?>\\s{2,}<Done/>");
        }
    }

    @Test
    void tellsTheErrorOfASlowOperationInItsDocument() throws Exception {
        CompletableFuture<S3Response> outcome = new CompletableFuture<>();
        serveSlowly(outcome);
        S3Exception failure = new S3Exception(S3ErrorCode.INVALID_PART);
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING)));
            RawConnection.Response response =
                    connection.read(false, whenKeptAlive(() -> outcome.completeExceptionally(failure)));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.code()).isEqualTo("InvalidPart");
        }
        ServerFixture.await("observation", () -> !server.completed().isEmpty());
        assertThat(server.completed().getFirst().error()).isEqualTo(S3ErrorCode.INVALID_PART);
    }

    @Test
    void answersAQuickOutcomeOfASlowOperationWithItsOwnStatus() throws Exception {
        serveSlowly(CompletableFuture.failedFuture(new S3Exception(S3ErrorCode.NO_SUCH_UPLOAD)));

        assertThat(get().status()).isEqualTo(404);
    }

    @Test
    void keepsAClientWaitingWhileABlockingOperationWorks() throws Exception {
        CountDownLatch finish = new CountDownLatch(1);
        quickKeepAlive();
        serve(new SlowOperation(request -> {
            awaitUninterruptibly(finish);
            return S3Response.ofXml("<Copied/>".getBytes(StandardCharsets.UTF_8));
        }));
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING)));
            RawConnection.Response response = connection.read(false, whenKeptAlive(finish::countDown));
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.text()).matches("(?s)<\\?xml version=\"1.0\" encoding=\"UTF-8\"\\?>\\s{2,}<Copied/>");
        }
    }

    @Test
    void tellsTheFailureOfAQuickBlockingOperationByItsStatus() throws Exception {
        serve(new SlowOperation(request -> {
            throw new S3Exception(S3ErrorCode.NO_SUCH_KEY);
        }));

        RawConnection.Response response = get();

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.code()).isEqualTo("NoSuchKey");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the operation end when its client has been kept waiting twice, however long that takes. */
    private static Consumer<String> whenKeptAlive(Runnable end) {
        return soFar -> {
            if (soFar.matches("(?s)<\\?xml[^>]*>\\s{2,}")) {
                end.run();
            }
        };
    }

    private void serveSlowly(CompletableFuture<S3Response> outcome) {
        quickKeepAlive();
        serve(request -> new S3Response(200, Map.of(), new S3Response.Slow(outcome)));
    }

    private void quickKeepAlive() {
        server.limits(new HttpLimits(
                HttpLimits.Connections.DEFAULT,
                HttpLimits.Requests.DEFAULT,
                new HttpLimits.Times(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(60),
                        1,
                        Duration.ofSeconds(60),
                        Duration.ofMillis(50))));
    }

    /** Security class 13: what a client can put into a header of the answer stays one value of that header. */
    @Test
    void keepsHeaderValuesOnOneLine() throws Exception {
        serve(request -> S3Response.ofStatus(200)
                .withHeader("x-amz-meta-a", "b\r\nSet-Cookie: c\r\n\r\n<html>\u0000\u007f")
                .withHeader("x-amz-meta-u", "é€"));

        RawConnection.Response response = get();

        assertThat(response.header("x-amz-meta-a")).isEqualTo("b  Set-Cookie: c    <html>");
        assertThat(response.header("set-cookie")).isNull();
        assertThat(response.header("x-amz-meta-u"))
                .isEqualTo(new String("é€".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        assertThat(response.body()).isEmpty();
    }

    @Test
    void tellsTheTimeByTheServersClock() throws Exception {
        serve(request -> S3Response.ofStatus(200));
        for (int minute = 0; minute < 3; minute++) {
            Instant now = ServerFixture.NOW.plus(Duration.ofMinutes(minute));
            server.setNow(now);

            assertThat(get().header("date")).isEqualTo(HttpDate.format(now));
        }
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        server.start();
        try (RawConnection connection = server.connect()) {
            List<byte[]> bodies = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                byte[] body = ("body " + i).repeat(i * 50 + 1).getBytes(StandardCharsets.US_ASCII);
                bodies.add(body);
                connection.send(
                        RawConnection.head("PUT", "/bucket/" + i, server.signed("PUT", "/bucket/" + i, "", body)));
                connection.send(body);
                connection.send(
                        RawConnection.head("GET", "/bucket/" + i, server.signed("GET", "/bucket/" + i, "", NOTHING)));
            }
            for (byte[] body : bodies) {
                assertThat(connection.read(false).status()).isEqualTo(200);
                assertThat(connection.read(false).body()).isEqualTo(body);
            }
        }
    }

    @Test
    void mapsFailuresOfTheStore() throws Exception {
        List<RuntimeException> failures = new ArrayList<>(Arrays.asList(
                new StorageFullException("full"),
                new StorageUnavailableException(StorageUnavailableException.Reason.OVERLOADED, "busy"),
                new StorageUnavailableException(StorageUnavailableException.Reason.DRIVE_MISSING, "gone"),
                new CorruptDataException("bad"),
                new IllegalStateException("bug")));
        serve(request -> {
            throw failures.removeFirst();
        });

        assertThat(get().status()).isEqualTo(507);
        RawConnection.Response busy = get();
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.code()).isEqualTo("SlowDown");
        assertThat(busy.header("retry-after")).isEqualTo("5");
        assertThat(get().code()).isEqualTo("ServiceUnavailable");
        assertThat(get().status()).isEqualTo(500);
        RawConnection.Response bug = get();
        assertThat(bug.code()).isEqualTo("InternalError");
        assertThat(bug.text()).doesNotContain("bug");
    }

    @Test
    void answersNotModifiedWithoutADocument() throws Exception {
        serve(request -> {
            throw new S3Exception(S3ErrorCode.NOT_MODIFIED).withHeader("ETag", "\"x\"");
        });

        RawConnection.Response response = get();

        assertThat(response.status()).isEqualTo(304);
        assertThat(response.header("etag")).isEqualTo("\"x\"");
        assertThat(response.header("content-type")).isNull();
    }

    @Test
    void waitsForRequestsUnderWayWhenItStops() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        serve(request -> {
            started.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return S3Response.ofStatus(204);
        });
        try (RawConnection busy = server.connect();
                RawConnection idle = server.connect()) {
            assertThat(idle.exchange("GET", "/", server.signed("GET", "/", "", NOTHING), NOTHING)
                            .status())
                    .isEqualTo(200);
            busy.send(RawConnection.head("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING)));
            started.await();
            CompletableFuture<Boolean> stopped =
                    CompletableFuture.supplyAsync(() -> server.server().stop(Duration.ofSeconds(60)));
            assertThat(refusal(idle)).isEqualTo("ServiceUnavailable");
            assertThat(stopped.isDone()).isFalse();
            release.countDown();
            assertThat(busy.read(false).status()).isEqualTo(204);
            assertThat(stopped.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Asks until the stop has been noticed. */
    private String refusal(RawConnection connection) throws Exception {
        while (true) {
            RawConnection.Response response =
                    connection.exchange("GET", "/", server.signed("GET", "/", "", NOTHING), NOTHING);
            if (response.status() != 200) {
                return response.code();
            }
        }
    }

    @Test
    void observesEachRequestOnce() throws Exception {
        server.start();
        server.call("PUT", "/bucket/k", "", new byte[100]);
        server.call("GET", "/bucket/k", "", NOTHING);
        server.call("GET", "/bucket/missing", "", NOTHING);

        ServerFixture.await("three observations", () -> server.completed().size() == 3);
        assertThat(server.completed())
                .satisfiesExactlyInAnyOrder(
                        put -> {
                            assertThat(put.operation()).isEqualTo(S3Operation.PUT_OBJECT);
                            assertThat(put.bytesIn()).isEqualTo(100);
                            assertThat(put.durationNanos()).isPositive();
                        },
                        get -> {
                            assertThat(get.status()).isEqualTo(200);
                            assertThat(get.operation()).isEqualTo(S3Operation.GET_OBJECT);
                            assertThat(get.bytesOut()).isEqualTo(100);
                        },
                        missing -> assertThat(missing.error()).isEqualTo(S3ErrorCode.NO_SUCH_KEY));
    }
}
