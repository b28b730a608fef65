package io.maxiofs.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.testing.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The second version of HTTP, which clients may choose over TLS where a setting offers it. */
class Http2Test {
    private static final Duration LIFE = Duration.ofMinutes(5);

    @Test
    void servesUploadsDownloadsAndErrorsOnOneConnection() throws Exception {
        try (TestServer server = TestServer.start(Map.of("tls.mode", "local-ca", "http.http2", "true"));
                HttpClient client = client(server);
                S3Presigner presigner = presigner(server)) {
            createBucket(server);
            byte[] small = "hello".getBytes(StandardCharsets.UTF_8);
            byte[] large = new byte[7_000_001];
            new Random(3).nextBytes(large);

            put(client, presigner, "small", small);
            put(client, presigner, "large", large);

            List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(client.sendAsync(
                        HttpRequest.newBuilder(get(presigner, i % 5 == 0 ? "large" : "small"))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray()));
            }
            for (int i = 0; i < answers.size(); i++) {
                HttpResponse<byte[]> answer = answers.get(i).join();
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(i % 5 == 0 ? large : small);
            }
            HttpResponse<String> missing = client.send(
                    HttpRequest.newBuilder(get(presigner, "missing")).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(missing.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.body()).contains("<Code>NoSuchKey</Code>");
            HttpResponse<String> unsigned = client.send(
                    HttpRequest.newBuilder(server.endpoint().resolve("/bucket/small"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(unsigned.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void isNotOfferedUnlessTheSettingSaysSo() throws Exception {
        try (TestServer server = TestServer.start(Map.of("tls.mode", "local-ca"));
                HttpClient client = client(server)) {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(server.endpoint()).build(), HttpResponse.BodyHandlers.discarding());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    private static void createBucket(TestServer server) {
        try (AdminClient admin = server.adminClient()) {
            admin.buckets().create(new BucketDocument.New("bucket", "admin", false, false));
        }
    }

    private static void put(HttpClient client, S3Presigner presigner, String key, byte[] body) throws Exception {
        URI url = presigner
                .presignPutObject(p -> p.signatureDuration(LIFE)
                        .putObjectRequest(o -> o.bucket("bucket").key(key)))
                .url()
                .toURI();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(url)
                        .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEmpty();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    }

    private static URI get(S3Presigner presigner, String key) throws Exception {
        return presigner
                .presignGetObject(p -> p.signatureDuration(LIFE)
                        .getObjectRequest(o -> o.bucket("bucket").key(key)))
                .url()
                .toURI();
    }

    private static HttpClient client(TestServer server) throws Exception {
        return TlsTest.client(Files.readString(
                new DataLayout(server.dataDirectory()).tlsDirectory().resolve(LocalAuthority.AUTHORITY_CERTIFICATE)));
    }

    private static S3Presigner presigner(TestServer server) {
        return S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestServer.ACCESS_KEY, TestServer.SECRET_KEY)))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }
}
