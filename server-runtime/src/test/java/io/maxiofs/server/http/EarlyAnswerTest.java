package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.S3Operation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many clients look for an answer only when they have sent all of a body, however early it came. All of it is more than any
 * buffer on the way takes: were the connection closed under them, sending would fail and the answer be lost.
 */
final class EarlyAnswerTest {
    private static final int BODY_BYTES = 24 << 20;
    private static final byte[] PIECE = new byte[1 << 20];

    private final CountDownLatch release = new CountDownLatch(1);
    private final ServerFixture server = ServerFixture.create();
    private boolean administration;

    @AfterEach
    void stop() {
        release.countDown();
        if (!administration) {
            server.close();
        }
    }

    private static Map<String, String> announced(Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Length", Integer.toString(BODY_BYTES));
        return all;
    }

    private static void sendBody(RawConnection connection) throws IOException {
        for (int sent = 0; sent < BODY_BYTES; sent += PIECE.length) {
            connection.send(PIECE);
        }
    }

    /** Sends everything and only then looks for the answer. */
    private static RawConnection.Response answer(RawConnection connection, String method, Map<String, String> headers)
            throws IOException {
        connection.send(RawConnection.head(method, "/bucket/k", headers));
        sendBody(connection);
        RawConnection.Response answer = connection.read(false);
        assertThat(connection.isClosedByServer()).isTrue();
        return answer;
    }

    private Map<String, String> signed() {
        return server.signed(
                "PUT",
                "/bucket/k",
                "",
                new byte[0],
                "x-amz-content-sha256",
                "UNSIGNED-PAYLOAD",
                "Content-Length",
                Integer.toString(BODY_BYTES));
    }

    @Test
    void whoIsNotKnown() throws IOException {
        server.start();
        try (RawConnection connection = server.connect()) {
            assertThat(answer(connection, "PUT", announced(Map.of("Host", "s3.test")))
                            .code())
                    .isEqualTo("AccessDenied");
        }
    }

    @Test
    void whoseSignatureIsWrong() throws IOException {
        server.start();
        Map<String, String> headers = new LinkedHashMap<>(signed());
        headers.put("x-amz-date", "20260304T050608Z");
        try (RawConnection connection = server.connect()) {
            assertThat(answer(connection, "PUT", headers).code()).isEqualTo("SignatureDoesNotMatch");
        }
    }

    @Test
    void whoMayNot() throws IOException {
        server.authorizer(request -> {
                    throw new S3Exception(S3ErrorCode.ACCESS_DENIED);
                })
                .start();
        try (RawConnection connection = server.connect()) {
            assertThat(answer(connection, "PUT", signed()).code()).isEqualTo("AccessDenied");
        }
    }

    @Test
    void whoAsksForWhatIsNotThere() throws IOException {
        server.handler(S3Operation.PUT_OBJECT, (OperationHandler.Blocking) request -> {
                    throw new S3Exception(S3ErrorCode.NO_SUCH_BUCKET);
                })
                .start();
        try (RawConnection connection = server.connect()) {
            assertThat(answer(connection, "PUT", signed()).code()).isEqualTo("NoSuchBucket");
        }
    }

    @Test
    void whoIsAnsweredWithNoMoreThanAHead() throws IOException {
        server.handler(S3Operation.PUT_OBJECT, (OperationHandler.Blocking) request -> S3Response.ofStatus(200))
                .start();
        try (RawConnection connection = server.connect()) {
            assertThat(answer(connection, "PUT", signed()).status()).isEqualTo(200);
        }
    }

    @Test
    void whoUsesAMethodThatIsNone() throws IOException {
        server.start();
        try (RawConnection connection = server.connect()) {
            assertThat(answer(connection, "PATCH", announced(Map.of("Host", "s3.test")))
                            .status())
                    .isEqualTo(405);
        }
    }

    /** Two lengths of one body: no request at all for whoever takes care. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 25165824",
                "Content-Length: 25165824\r\nBad\u0001: 1"
            })
    void whoseHeadIsMalformed(String headers) throws IOException {
        server.start();
        try (RawConnection connection = server.connect()) {
            connection.send("PUT /bucket/k HTTP/1.1\r\nHost: s3.test\r\n" + headers + "\r\n\r\n");
            sendBody(connection);
            assertThat(connection.read(false).status()).isEqualTo(400);
        }
    }

    @Test
    void whoseTargetIsMalformed() throws IOException {
        server.start();
        try (RawConnection connection = server.connect()) {
            connection.send("PUT /bucket/%zz HTTP/1.1\r\nHost: s3.test\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n");
            sendBody(connection);
            assertThat(connection.read(false).code()).isEqualTo("InvalidURI");
        }
    }

    @Test
    void whoComesWhileTooManyAreServed() throws IOException, InterruptedException {
        CountDownLatch served = new CountDownLatch(1);
        HttpLimits.Requests requests = HttpLimits.DEFAULT.requests();
        server.limits(new HttpLimits(
                        HttpLimits.DEFAULT.connections(),
                        new HttpLimits.Requests(
                                1,
                                0,
                                requests.maxBufferedBytes(),
                                requests.maxDocumentBytes(),
                                requests.maxQuickBytes()),
                        HttpLimits.DEFAULT.times()))
                .handler(S3Operation.LIST_BUCKETS, (OperationHandler.Blocking) request -> held(served))
                .start();
        try (RawConnection first = server.connect();
                RawConnection second = server.connect()) {
            first.send(RawConnection.head("GET", "/", server.signed("GET", "/", "", new byte[0])));
            served.await();
            assertThat(answer(second, "PUT", signed()).code()).isEqualTo("SlowDown");
        }
    }

    @Test
    void whoComesWhileTheServerStops() throws IOException, InterruptedException {
        CountDownLatch served = new CountDownLatch(1);
        server.handler(S3Operation.LIST_BUCKETS, (OperationHandler.Blocking) request -> held(served))
                .start();
        try (RawConnection first = server.connect();
                RawConnection second = server.connect()) {
            first.send(RawConnection.head("GET", "/", server.signed("GET", "/", "", new byte[0])));
            served.await();
            Thread stop = Thread.ofVirtual().start(() -> server.server().stop(Duration.ofMinutes(2)));
            RawConnection.Response answer;
            do {
                second.send(RawConnection.head("PUT", "/bucket/k", signed()));
                sendBody(second);
                answer = second.read(false);
                // Until it has begun to stop, it takes what comes.
            } while (answer.status() == 200);
            assertThat(answer.code()).isEqualTo("ServiceUnavailable");
            release.countDown();
            stop.join();
        }
    }

    private S3Response held(CountDownLatch served) {
        served.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return S3Response.ofStatus(200);
    }

    @Test
    void whoSendsTooMuchToTheAdministration() throws IOException {
        administration = true;
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (JsonServer json = JsonServer.start(any, null, request -> {
                    throw new IllegalStateException("Nothing is handed on");
                });
                RawConnection known = new RawConnection(json.address());
                RawConnection chunked = new RawConnection(json.address())) {
            known.send(RawConnection.head("POST", "/", announced(Map.of("Host", "s3.test"))));
            sendBody(known);
            assertThat(known.read(false).status()).isEqualTo(413);

            chunked.send(RawConnection.head("POST", "/", Map.of("Host", "s3.test", "Transfer-Encoding", "chunked")));
            for (int sent = 0; sent < BODY_BYTES; sent += PIECE.length) {
                chunked.send(Integer.toHexString(PIECE.length) + "\r\n");
                chunked.send(PIECE);
                chunked.send("\r\n");
            }
            chunked.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(chunked.read(false).status()).isEqualTo(413);
        }
    }
}
