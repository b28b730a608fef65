package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors that are told while a body is still on its way. */
final class EarlyErrorTest {
    private static final byte[] NOTHING = new byte[0];
    private ServerFixture server = ServerFixture.create();

    @BeforeEach
    void start() {
        server = ServerFixture.create().start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void keepsTheConnectionAfterASmallBodyNobodyWanted() throws Exception {
        byte[] body = new byte[100_000];
        try (RawConnection connection = server.connect()) {
            for (int i = 0; i < 5; i++) {
                RawConnection.Response refused = connection.exchange(
                        "PUT", "/bucket/k", Map.of("Host", "s3.test", "Content-Length", "100000"), body);
                assertThat(refused.status()).isEqualTo(403);
            }
            assertThat(connection
                            .exchange("GET", "/", server.signed("GET", "/", "", NOTHING), NOTHING)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void tellsTheErrorAndClosesIfTheBodyIsLarge() throws Exception {
        try (RawConnection connection = server.connect()) {
            connection.send(
                    RawConnection.head("PUT", "/bucket/k", Map.of("Host", "s3.test", "Content-Length", "1000000000")));
            connection.send(new byte[200_000]);
            RawConnection.Response refused = connection.read(false);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("connection")).isEqualTo("close");
            connection.shutdownOutput();
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    void tellsHowAnErrorLooks() throws Exception {
        try (RawConnection connection = server.connect()) {
            RawConnection.Response refused =
                    connection.exchange("GET", "/bucket/k%20a?versionId=1", Map.of("Host", "s3.test"), NOTHING);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("content-type")).isEqualTo("application/xml");
            assertThat(refused.header("x-amz-request-id")).isEqualTo(refused.element("RequestId"));
            assertThat(refused.header("x-amz-id-2")).isEqualTo(refused.element("HostId"));
            assertThat(refused.element("Resource")).isEqualTo("/bucket/k%20a");
            assertThat(refused.header("date")).isNotEmpty();
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        server.objects().put("bucket/k", new byte[1234]);
        try (RawConnection connection = server.connect()) {
            RawConnection.Response refused =
                    connection.exchange("HEAD", "/bucket/k", Map.of("Host", "s3.test"), NOTHING);
            assertThat(refused.status()).isEqualTo(403);
            RawConnection.Response missing = connection.exchange(
                    "HEAD", "/bucket/missing", server.signed("HEAD", "/bucket/missing", "", NOTHING), NOTHING);
            assertThat(missing.status()).isEqualTo(404);
            RawConnection.Response found =
                    connection.exchange("HEAD", "/bucket/k", server.signed("HEAD", "/bucket/k", "", NOTHING), NOTHING);
            assertThat(found.status()).isEqualTo(200);
            assertThat(found.header("content-length")).isEqualTo("1234");
        }
    }

    @Test
    void answersWhatIsNotBuiltYetAndWhatIsNoMethod() throws Exception {
        assertThat(server.call("GET", "/bucket", "metrics=", NOTHING).code()).isEqualTo("NotImplemented");
        try (RawConnection connection = server.connect()) {
            assertThat(connection
                            .exchange("OPTIONS", "/bucket/k", Map.of("Host", "s3.test", "Origin", "http://o"), NOTHING)
                            .status())
                    .isEqualTo(403);
            assertThat(connection
                            .exchange("PATCH", "/bucket/k", Map.of("Host", "s3.test"), NOTHING)
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void refusesAmbiguousRequests() throws Exception {
        for (String request : new String[] {
            "PUT /bucket/k HTTP/1.1\r\nHost: s3.test\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "PUT /bucket/k HTTP/1.1\r\nHost: s3.test\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
            "PUT /bucket/k HTTP/1.1\r\nHost: s3.test\r\nTransfer-Encoding: gzip\r\n\r\nabcd",
            "GET /bucket/k HTTP/1.1\r\nHost: s3.test\r\nHost: other\r\n\r\n",
            "PUT /bucket/k HTTP/1.1\r\nHost: s3.test\r\nContent-Length: -4\r\n\r\n"
        }) {
            try (RawConnection connection = server.connect()) {
                connection.send(request);
                assertThat(connection.read(false).status()).as(request).isIn(400, 501);
                assertThat(server.completed().stream().filter(c -> c.status() == 200))
                        .isEmpty();
            }
        }
    }
}
