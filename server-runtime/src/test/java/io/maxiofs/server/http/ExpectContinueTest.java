package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectContinueTest {
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

    @ParameterizedTest
    @ValueSource(ints = {5, 3_000_000})
    void letsAnAdmittedClientGoOn(int size) throws Exception {
        byte[] body = new byte[size];
        new Random(3).nextBytes(body);
        Map<String, String> headers = server.signed("PUT", "/bucket/k", "", body, "Expect", "100-continue");
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("PUT", "/bucket/k", headers));
            assertThat(connection.read(false).status()).isEqualTo(100);
            connection.send(body);
            assertThat(connection.read(false).status()).isEqualTo(200);
            assertThat(connection
                            .exchange("GET", "/bucket/k", server.signed("GET", "/bucket/k", "", NOTHING), NOTHING)
                            .body())
                    .isEqualTo(body);
        }
    }

    @Test
    void refusesBeforeTheBodyIsSentAndKeepsTheConnection() throws Exception {
        byte[] body = new byte[1_000_000];
        Map<String, String> headers = new HashMap<>(
                new RequestSigner(ServerFixture.ACCESS_KEY, "wrong", ServerFixture.REGION, ServerFixture.NOW)
                        .sign(
                                "PUT",
                                "/bucket/k",
                                "",
                                Map.of(
                                        "Host", "s3.test",
                                        "Content-Length", "1000000",
                                        "Expect", "100-continue",
                                        "x-amz-content-sha256", RequestSigner.sha256(body))));
        try (RawConnection connection = server.connect()) {
            for (int i = 0; i < 3; i++) {
                connection.send(RawConnection.head("PUT", "/bucket/k", headers));
                RawConnection.Response refused = connection.read(false);
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("SignatureDoesNotMatch");
            }
            byte[] small = {1, 2, 3};
            assertThat(connection
                            .exchange("PUT", "/bucket/k", server.signed("PUT", "/bucket/k", "", small), small)
                            .status())
                    .isEqualTo(200);
        }
        ServerFixture.await("observations", () -> server.completed().size() == 4);
        assertThat(server.completed())
                .hasSize(4)
                .first()
                .satisfies(c -> assertThat(c.bytesIn()).isZero());
    }

    @Test
    void tellsAClientWithNothingToSendToGoOnAsWell() throws Exception {
        try (RawConnection connection = server.connect()) {
            for (byte[] body : new byte[][] {NOTHING, {1, 2, 3}, NOTHING}) {
                Map<String, String> headers = server.signed("PUT", "/bucket/k", "", body, "Expect", "100-continue");
                connection.send(RawConnection.head("PUT", "/bucket/k", headers));
                assertThat(connection.read(false).status()).isEqualTo(100);
                connection.send(body);
                assertThat(connection.read(false).status()).isEqualTo(200);
                assertThat(server.objects().get("bucket/k")).isEqualTo(body);
            }
        }
    }

    /** It would take the status of this answer for that of a later one, and wait for ever. */
    @ParameterizedTest
    @ValueSource(ints = {0, 100_000})
    void closesTheConnectionOfBotocoreAfterARefusal(int size) throws Exception {
        Map<String, String> headers = Map.of(
                "Host",
                "s3.test",
                "Content-Length",
                Integer.toString(size),
                "Expect",
                "100-continue",
                "User-Agent",
                "Boto3/1.43.11 md/Botocore#1.43.11 lang/python#3.11.7");
        try (RawConnection connection = server.connect()) {
            connection.send(RawConnection.head("PUT", "/bucket/k", headers));
            RawConnection.Response refused = connection.read(false);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    /** The body of a refused request must never be read as the next request. */
    @Test
    void closesTheConnectionOfAClientThatDidNotWait() throws Exception {
        String smuggled = "GET /bucket/k HTTP/1.1\r\nHost: s3.test\r\n\r\n";
        try (RawConnection connection = server.connect()) {
            connection.send(new String(
                            RawConnection.head(
                                    "PUT",
                                    "/bucket/k",
                                    Map.of(
                                            "Host", "s3.test",
                                            "Content-Length", Integer.toString(smuggled.length()),
                                            "Expect", "100-continue")),
                            java.nio.charset.StandardCharsets.ISO_8859_1)
                    + smuggled);
            assertThat(connection.read(false).status()).isEqualTo(403);
            assertThat(connection.isClosedByServer()).isTrue();
        }
        ServerFixture.await("observation", () -> !server.completed().isEmpty());
        assertThat(server.completed()).hasSize(1);
    }
}
