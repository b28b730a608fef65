package io.maxiofs.server.s3.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Links made by the SDK. */
class PresignedWireTest {
    private static WireServer server;
    private static S3Client alice;

    @BeforeAll
    static void createBucket() {
        server = WireServer.start();
        alice = server.alice();
        alice.createBucket(b -> b.bucket("bucket"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpURLConnection open(URL url) throws IOException {
        return (HttpURLConnection) url.openConnection();
    }

    @Test
    void servesAndTakesObjectsByLink() throws IOException {
        try (S3Presigner presigner = server.presigner()) {
            HttpURLConnection put = open(presigner
                    .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .putObjectRequest(o -> o.bucket("bucket").key("linked")))
                    .url());
            put.setRequestMethod("PUT");
            put.setDoOutput(true);
            put.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(put.getResponseCode()).isEqualTo(200);
            HttpURLConnection get = open(presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(o -> o.bucket("bucket")
                                    .key("linked")
                                    .responseContentType("text/x")
                                    .responseContentDisposition("attachment; filename=\"a.txt\"")))
                    .url());
            assertThat(get.getResponseCode()).isEqualTo(200);
            assertThat(get.getContentType()).isEqualTo("text/x");
            assertThat(get.getHeaderField("Content-Disposition")).isEqualTo("attachment; filename=\"a.txt\"");
            assertThat(get.getInputStream().readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello");
        }
    }

    @Test
    void refusesALinkForAnotherKey() throws IOException {
        alice.putObject(b -> b.bucket("bucket").key("other"), RequestBody.fromString("x"));
        try (S3Presigner presigner = server.presigner()) {
            String url = presigner
                    .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                            .getObjectRequest(o -> o.bucket("bucket").key("linked")))
                    .url()
                    .toString();
            HttpURLConnection get =
                    open(URI.create(url.replace("/linked?", "/other?")).toURL());
            assertThat(get.getResponseCode()).isEqualTo(403);
        }
    }
}
