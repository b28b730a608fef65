package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.platform.PortOwners;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The end that is forced, with a real process. */
class ForcedStopTest {
    private static final Duration START = Duration.ofMinutes(3);
    private static final RestartPolicy.Limits QUICK =
            new RestartPolicy.Limits(List.of(Duration.ofMillis(20)), 3, Duration.ofMinutes(10));

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Path data = directory.path().resolve("data");
    private final List<Status> seen = new CopyOnWriteArrayList<>();
    private @Nullable Supervisor supervisor;

    private Supervisor supervise(ServerLaunch launch) {
        Supervisor made = new Supervisor(
                launch,
                new SupervisorParts(
                        directory.path().resolve("logs"), PortOwners.ofThisSystem(), InstantSource.system(), QUICK));
        made.listen(seen::add);
        supervisor = made;
        return made;
    }

    @AfterEach
    void killWhatRuns() {
        if (supervisor != null) {
            Long pid = supervisor.status().process();
            supervisor.close();
            if (pid != null) {
                end(pid);
            }
        }
        directory.close();
    }

    private static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    private static void await(Supervisor supervisor, SupervisorState state) {
        Await.until(
                "it is " + state + " and not " + supervisor.status(),
                START,
                () -> supervisor.status().state() == state);
    }

    private static long pid(Supervisor supervisor) {
        Long pid = supervisor.status().process();
        assertThat(pid).isNotNull();
        return pid;
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static S3Client client(Supervisor s) {
        URI endpoint;
        try (AdminClient admin = AdminClient.connect(s.access().orElseThrow())) {
            endpoint = URI.create(admin.status().s3());
        }
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestServer.REGION))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestServer.ACCESS_KEY, TestServer.SECRET_KEY)))
                .build();
    }

    @Test
    void secondRequestToStopForcesTheEndOfRequestsThatHang() throws IOException {
        Supervisor s = supervise(Children.launch(data));
        s.start();
        await(s, SupervisorState.RUNNING);
        long pid = pid(s);
        try (S3Client s3 = client(s)) {
            s3.createBucket(b -> b.bucket("hang"));
        }
        try (Socket hanging = halfUpload(s)) {
            s.stop();
            Await.until(
                    "the request is counted",
                    START,
                    () -> s.status().state() == SupervisorState.STOPPING
                            && s.status().inFlight() > 0);
            assertThat(hanging.isConnected()).isTrue();
            s.stop();
            await(s, SupervisorState.STOPPED);
        }
        assertThat(alive(pid)).isFalse();
    }

    /** An upload whose body never comes; it has begun when this returns. */
    private static Socket halfUpload(Supervisor s) throws IOException {
        URI endpoint;
        try (AdminClient admin = AdminClient.connect(s.access().orElseThrow())) {
            endpoint = URI.create(admin.status().s3());
        }
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
