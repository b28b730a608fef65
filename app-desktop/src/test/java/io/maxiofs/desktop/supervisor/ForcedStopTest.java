package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The end that is forced, with a real process. */
class ForcedStopTest {
    private final Supervision supervision = new Supervision();

    @AfterEach
    void end() {
        supervision.close();
    }

    @Test
    void secondRequestToStopForcesTheEndOfRequestsThatHang() throws IOException {
        Supervisor s = supervision.running();
        long pid = supervision.pid();
        try (S3Client s3 = supervision.s3()) {
            s3.createBucket(b -> b.bucket("hang"));
        }
        try (Socket hanging = halfUpload(supervision.endpoint())) {
            s.stop();
            Await.until(
                    "the request is counted",
                    Supervision.START,
                    () -> s.status().state() == SupervisorState.STOPPING
                            && s.status().inFlight() > 0);
            assertThat(hanging.isConnected()).isTrue();
            s.stop();
            supervision.await(SupervisorState.STOPPED);
        }
        assertThat(Supervision.alive(pid)).isFalse();
    }

    /** An upload whose body never comes; it has begun when this returns. */
    private static Socket halfUpload(URI endpoint) throws IOException {
        URI url;
        try (S3Presigner presigner = S3Presigner.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestServer.REGION))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestServer.ACCESS_KEY, TestServer.SECRET_KEY)))
                .build()) {
            url = URI.create(presigner
                    .presignPutObject(p -> p.signatureDuration(Duration.ofMinutes(10))
                            .putObjectRequest(b -> b.bucket("hang").key("key")))
                    .url()
                    .toString());
        }
        Socket socket = new Socket(url.getHost(), url.getPort());
        String request = "PUT " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: "
                + url.getRawAuthority() + "\r\nContent-Length: 1000000\r\nExpect: 100-continue\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 100".length());
        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 100");
        return socket;
    }
}
