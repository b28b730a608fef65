package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.server.s3.request.Payload;
import io.maxiofs.server.s3.request.S3Operation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Security class 16: nothing a client sends, or does not send, takes more than its bound. */
final class LimitsTest {
    private static final byte[] NOTHING = new byte[0];
    /** Only what a test waits for is short: a busy machine takes seconds for things that take none elsewhere. */
    private static final HttpLimits.Times IMPATIENT = times(Duration.ofSeconds(60), Duration.ofSeconds(60));

    private final ServerFixture server = ServerFixture.create();

    private static HttpLimits.Times times(Duration header, Duration waiting) {
        return new HttpLimits.Times(
                Duration.ofSeconds(60), header, Duration.ofMillis(300), 1 << 10, waiting, Duration.ofMillis(50));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void cutsASmallUploadThatStalls() throws Exception {
        assertStalledUploadIsCut(100);
    }

    @Test
    void cutsALargeUploadThatStalls() throws Exception {
        assertStalledUploadIsCut(10_000_000);
    }

    private void assertStalledUploadIsCut(int size) throws Exception {
        server.limits(new HttpLimits(HttpLimits.Connections.DEFAULT, HttpLimits.Requests.DEFAULT, IMPATIENT))
                .start();
        Map<String, String> headers = server.signed("PUT", "/bucket/k", "", new byte[size]);
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("PUT", "/bucket/k", headers));
            connection.send(new byte[50]);
            RawConnection.Response response = connection.read(false);
            assertThat(response.code()).isEqualTo("RequestTimeout");
            assertThat(connection.isClosedByServer()).isTrue();
        }
        assertThat(server.objects()).isEmpty();
        ServerFixture.await("end of the request", () -> server.server().inFlight() == 0);
    }

    @Test
    void cutsADownloadThatIsNotTaken() throws Exception {
        server.limits(new HttpLimits(HttpLimits.Connections.DEFAULT, HttpLimits.Requests.DEFAULT, IMPATIENT));
        CountDownLatch asked = new CountDownLatch(1);
        server.handler(S3Operation.GET_OBJECT, (OperationHandler.Blocking) request -> {
            asked.countDown();
            return Bodies.stored(200, Bodies.memory(new byte[1 << 20], 64));
        });
        server.start();
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING)));
            asked.await();
            ServerFixture.await("the cut", () -> server.server().inFlight() == 0);
        }
    }

    @Test
    void cutsADocumentThatIsNotTaken() throws Exception {
        server.limits(new HttpLimits(HttpLimits.Connections.DEFAULT, HttpLimits.Requests.DEFAULT, IMPATIENT));
        CountDownLatch asked = new CountDownLatch(1);
        server.handler(S3Operation.GET_OBJECT, (OperationHandler.Blocking) request -> {
            asked.countDown();
            return S3Response.ofXml(new byte[32 << 20]);
        });
        server.start();
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING)));
            asked.await();
            ServerFixture.await("the cut", () -> server.server().inFlight() == 0);
        }
    }

    @Test
    void closesAConnectionWhoseHeadDoesNotArrive() throws Exception {
        server.limits(new HttpLimits(
                        HttpLimits.Connections.DEFAULT,
                        HttpLimits.Requests.DEFAULT,
                        times(Duration.ofMillis(500), Duration.ofSeconds(60))))
                .start();
        try (RawConnection connection = server.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: s3");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesHeadsThatAreTooLong() throws Exception {
        server.start();
        try (RawConnection connection = server.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: s3.test\r\nx: " + "a".repeat(100_000) + "\r\n\r\n");
            assertThat(connection.read(false).status()).isIn(400, 431);
        }
        try (RawConnection connection = server.connect()) {
            connection.send("GET / HTTP/1.1\r\nHost: s3.test\r\n" + "x: a\r\n".repeat(300) + "\r\n");
            assertThat(connection.read(false).status()).isEqualTo(400);
        }
    }

    @Test
    void refusesDocumentsThatAreTooLong() throws Exception {
        server.handler(S3Operation.DELETE_OBJECTS, (OperationHandler.Blocking)
                request -> S3Response.ofXml(request.body().readAll(1 << 20)));
        server.start();
        try (RawConnection connection = server.connect()) {
            Map<String, String> headers =
                    server.signed("POST", "/bucket", "delete=", NOTHING, "Content-Length", Integer.toString(64 << 20));
            connection.send(RawConnection.head("POST", "/bucket?delete", headers));
            assertThat(connection.read(false).code()).isEqualTo("MaxMessageLengthExceeded");
        }
        assertThat(server.call("POST", "/bucket", "delete=", new byte[2 << 20]).code())
                .isEqualTo("MaxMessageLengthExceeded");
    }

    @Test
    void allocatesNothingForTheSizeAChunkNames() throws Exception {
        server.start();
        byte[] start = "7fffffffffff;chunk-signature=0\r\nabc".getBytes(StandardCharsets.ISO_8859_1);
        for (String length : List.of("1000", "5368709120")) {
            Map<String, String> headers = server.signed(
                    "PUT",
                    "/bucket/k",
                    "",
                    NOTHING,
                    "Content-Length",
                    "5000000000",
                    "x-amz-content-sha256",
                    Payload.UNSIGNED_CHUNKS_TRAILER,
                    "x-amz-decoded-content-length",
                    length);
            try (RawConnection connection = server.connect()) {
                connection.send(RawConnection.head("PUT", "/bucket/k", headers));
                connection.send(start);
                assertThat(connection.read(false).code()).isEqualTo("IncompleteBody");
            }
        }
    }

    @Test
    void tellsClientsToSlowDownWhenTooManyRequestsWait() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        server.limits(new HttpLimits(
                HttpLimits.Connections.DEFAULT,
                new HttpLimits.Requests(2, 1, 1 << 20, 1 << 20, 128 << 10),
                times(Duration.ofSeconds(60), Duration.ofMillis(100))));
        server.handler(S3Operation.GET_OBJECT, (OperationHandler.Blocking) request -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return S3Response.ofStatus(200);
        });
        server.start();
        List<RawConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < 2; i++) {
                RawConnection connection = server.connect();
                connections.add(connection);
                connection.send(RawConnection.head("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING)));
            }
            ServerFixture.await("two requests", () -> server.server().inFlight() == 2);
            for (int i = 0; i < 3; i++) {
                RawConnection.Response refused = server.call("GET", "/bucket/k", "", NOTHING);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.code()).isEqualTo("SlowDown");
                assertThat(refused.header("retry-after")).isNotNull();
            }
            release.countDown();
            for (RawConnection connection : connections) {
                assertThat(connection.read(false).status()).isEqualTo(200);
            }
            // A client has its answer before its place is free again.
            ServerFixture.await("free places", () -> server.server().inFlight() == 0);
            assertThat(server.call("GET", "/bucket/k", "", NOTHING).status()).isEqualTo(200);
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void servesOthersWhileAThousandConnectionsIdle() throws Exception {
        server.start();
        List<RawConnection> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 1_000; i++) {
                RawConnection connection = server.connect();
                idle.add(connection);
                if (i % 2 == 0) {
                    connection.send("GET / HTTP/1.1\r\nHost: ");
                }
            }
            for (int i = 0; i < 20; i++) {
                assertThat(server.call("PUT", "/bucket/k" + i, "", new byte[10]).status())
                        .isEqualTo(200);
            }
        } finally {
            for (RawConnection connection : idle) {
                connection.close();
            }
        }
    }

    @Test
    void servesOthersWhileUploadsStall() throws Exception {
        server.start();
        List<RawConnection> stalled = new ArrayList<>();
        byte[] large = new byte[1 << 20];
        Map<String, String> headers = server.signed("PUT", "/bucket/slow", "", large);
        try {
            for (int i = 0; i < 200; i++) {
                RawConnection connection = server.connect();
                stalled.add(connection);
                connection.send(RawConnection.head("PUT", "/bucket/slow", headers));
                connection.send(new byte[10]);
            }
            ServerFixture.await("the uploads", () -> server.server().inFlight() == 200);
            for (int i = 0; i < 20; i++) {
                assertThat(server.call("PUT", "/bucket/k" + i, "", new byte[10]).status())
                        .isEqualTo(200);
            }
        } finally {
            for (RawConnection connection : stalled) {
                connection.close();
            }
        }
        ServerFixture.await("their end", () -> server.server().inFlight() == 0);
        assertThat(server.objects()).hasSize(20);
    }
}
