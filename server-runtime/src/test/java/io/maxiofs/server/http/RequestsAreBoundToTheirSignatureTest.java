package io.maxiofs.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Security class 2: replay, and what is not signed. */
final class RequestsAreBoundToTheirSignatureTest {
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] BODY = "body".getBytes(StandardCharsets.US_ASCII);
    private ServerFixture server = ServerFixture.create();

    @BeforeEach
    void start() {
        server = ServerFixture.create().start();
        server.objects().put("bucket/key", BODY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refusesAReplayAfterFifteenMinutes() throws Exception {
        Map<String, String> headers = server.signed("GET", "/bucket/key", "", NOTHING);
        try (RawConnection connection = server.connect()) {
            assertThat(connection
                            .exchange("GET", "/bucket/key", headers, NOTHING)
                            .status())
                    .isEqualTo(200);
            server.setNow(ServerFixture.NOW.plus(Duration.ofMinutes(15)));
            assertThat(connection
                            .exchange("GET", "/bucket/key", headers, NOTHING)
                            .status())
                    .isEqualTo(200);
            server.setNow(ServerFixture.NOW.plus(Duration.ofMinutes(15)).plusSeconds(1));
            assertThat(connection
                            .exchange("GET", "/bucket/key", headers, NOTHING)
                            .code())
                    .isEqualTo("RequestTimeTooSkewed");
        }
    }

    @Test
    void refusesAnotherMethodPathQueryOrBodyUnderTheSameSignature() throws Exception {
        Map<String, String> headers = server.signed("PUT", "/bucket/a", "", BODY);
        try (RawConnection connection = server.connect()) {
            assertThat(connection.exchange("PUT", "/bucket/b", headers, BODY).code())
                    .isEqualTo("SignatureDoesNotMatch");
            assertThat(connection
                            .exchange("PUT", "/bucket/a?tagging", headers, BODY)
                            .code())
                    .isEqualTo("SignatureDoesNotMatch");
            assertThat(connection.exchange("DELETE", "/bucket/a", headers, BODY).code())
                    .isEqualTo("SignatureDoesNotMatch");
            assertThat(connection
                            .exchange("PUT", "/bucket/a", headers, "BODY".getBytes(StandardCharsets.US_ASCII))
                            .code())
                    .isEqualTo("XAmzContentSHA256Mismatch");
            assertThat(server.objects()).containsOnlyKeys("bucket/key");
            assertThat(connection.exchange("PUT", "/bucket/a", headers, BODY).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void refusesAmzHeadersAddedToASignedOrPresignedRequest() throws Exception {
        Map<String, String> headers = server.signed("PUT", "/bucket/a", "", BODY);
        headers.put("x-amz-acl", "public-read");
        String query = server.signer().presign("PUT", "s3.test", "/bucket/a", 60, List.of());
        try (RawConnection connection = server.connect()) {
            RawConnection.Response signed = connection.exchange("PUT", "/bucket/a", headers, BODY);
            assertThat(signed.code()).isEqualTo("AccessDenied");
            assertThat(signed.element("HeadersNotSigned")).isEqualTo("x-amz-acl");

            RawConnection.Response presigned = connection.exchange(
                    "PUT",
                    "/bucket/a?" + query,
                    Map.of("Host", "s3.test", "Content-Length", "4", "x-amz-acl", "public-read"),
                    BODY);
            assertThat(presigned.code()).isEqualTo("AccessDenied");
            assertThat(presigned.element("HeadersNotSigned")).isEqualTo("x-amz-acl");
            assertThat(server.objects()).containsOnlyKeys("bucket/key");
        }
    }

    @Test
    void acceptsAPresignedRequestUntilItExpires() throws Exception {
        String target =
                "/bucket/key?" + server.signer().presign("GET", "s3.test", "/bucket/key", 60, List.of("versionId=x"));
        try (RawConnection connection = server.connect()) {
            assertThat(connection
                            .exchange("GET", target, Map.of("Host", "s3.test"), NOTHING)
                            .text())
                    .isEqualTo("body");
            assertThat(connection
                            .exchange("GET", target, Map.of("Host", "other.test"), NOTHING)
                            .code())
                    .isEqualTo("SignatureDoesNotMatch");
            server.setNow(ServerFixture.NOW.plusSeconds(61));
            RawConnection.Response expired = connection.exchange("GET", target, Map.of("Host", "s3.test"), NOTHING);
            assertThat(expired.status()).isEqualTo(403);
            assertThat(expired.element("Message")).isEqualTo("Request has expired");
        }
    }

    @Test
    void neverShowsTheSecret() throws Exception {
        Map<String, String> headers = server.signed("GET", "/bucket/key", "", NOTHING);
        try (RawConnection connection = server.connect()) {
            RawConnection.Response response = connection.exchange("GET", "/bucket/other", headers, NOTHING);
            assertThat(response.element("CanonicalRequest")).startsWith("GET\n/bucket/other\n");
            assertThat(response.text()).doesNotContain(ServerFixture.SECRET);
        }
    }
}
