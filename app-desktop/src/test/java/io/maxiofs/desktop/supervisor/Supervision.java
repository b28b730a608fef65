package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.platform.PortOwners;
import io.maxiofs.desktop.platform.SystemService;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.PlayedService;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A supervisor of real processes in a temporary directory. Ends what still runs when closed. */
final class Supervision implements AutoCloseable {
    static final Duration START = Duration.ofMinutes(3);
    static final RestartPolicy.Limits QUICK =
            new RestartPolicy.Limits(List.of(Duration.ofMillis(20)), 3, Duration.ofMinutes(10));

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final List<Status> seen = new CopyOnWriteArrayList<>();
    private final PlayedService played = new PlayedService();
    private final SystemService service;
    private @Nullable Supervisor supervisor;

    /** With a service that is played. */
    Supervision() {
        service = played;
    }

    /** With the system's own. */
    Supervision(SystemService service) {
        this.service = service;
    }

    /** What plays the system's service. */
    PlayedService service() {
        return played;
    }

    /** Where nothing but the server works. */
    Path data() {
        return directory.path().resolve("data");
    }

    /** A folder or file beside the data directory. */
    Path beside(String name) {
        return directory.path().resolve(name);
    }

    /** All that the supervisor has told so far. */
    List<Status> seen() {
        return seen;
    }

    Supervisor supervise(ServerLaunch launch) {
        Supervisor made = new Supervisor(
                launch,
                new SupervisorParts(beside("logs"), PortOwners.ofThisSystem(), service, InstantSource.system(), QUICK));
        made.listen(seen::add);
        supervisor = made;
        return made;
    }

    /** Of {@link #data()}, until it runs. */
    Supervisor running() {
        Supervisor made = supervise(Children.launch(data()));
        made.start();
        await(SupervisorState.RUNNING);
        return made;
    }

    /**
     * Has a store in {@link #data()}, as a server leaves it that has been stopped: one in this JVM, since it takes a fraction
     * of what a process of its own takes.
     */
    void established(Consumer<TestServer> with) {
        try (TestServer first = TestServer.start()) {
            with.accept(first);
            first.stop();
            Files.move(first.dataDirectory(), data());
            Files.createDirectory(first.dataDirectory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object {@code key} in a bucket {@code kept}. */
    static void keepOne(TestServer server) {
        server.s3().createBucket(b -> b.bucket("kept"));
        server.s3().putObject(b -> b.bucket("kept").key("key"), RequestBody.fromString("body"));
    }

    private Supervisor made() {
        Supervisor made = supervisor;
        if (made == null) {
            throw new IllegalStateException("Nothing is supervised");
        }
        return made;
    }

    void await(SupervisorState state) {
        Await.until(
                "it is " + state + " and not " + made().status(),
                START,
                () -> made().status().state() == state);
    }

    long pid() {
        Long pid = made().status().process();
        assertThat(pid).isNotNull();
        return pid;
    }

    static boolean alive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    static void end(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            process.destroyForcibly();
            process.onExit().join();
        });
    }

    /** Of the server that serves; the caller closes it. */
    AdminClient admin() {
        return AdminClient.connect(made().access().orElseThrow());
    }

    /** Address of the S3 port of the server that serves. */
    URI endpoint() {
        try (AdminClient admin = admin()) {
            return URI.create(admin.status().s3());
        }
    }

    /** What balancers of load are told. */
    String readiness() {
        URI ready = URI.create(made().access().orElseThrow().url()).resolve("/health/ready");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Asks once; the caller closes it. */
    S3Client s3() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(TestServer.REGION))
                .forcePathStyle(true)
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestServer.ACCESS_KEY, TestServer.SECRET_KEY)))
                .build();
    }

    /** Ends what runs; the files stay. */
    void endProcess() {
        Supervisor made = supervisor;
        if (made != null) {
            supervisor = null;
            Long pid = made.status().process();
            made.close();
            if (pid != null) {
                end(pid);
            }
        }
    }

    @Override
    public void close() {
        endProcess();
        played.remove();
        directory.close();
    }
}
