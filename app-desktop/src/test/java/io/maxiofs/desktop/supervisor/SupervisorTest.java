package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.platform.PortOwners;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every event of the supervisor's table, with real processes. */
class SupervisorTest {
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

    @Test
    void startsTellingStepsAndStopsInOrder() {
        Supervisor s = supervise(Children.launch(data));

        s.start();
        await(s, SupervisorState.RUNNING);

        assertThat(seen)
                .filteredOn(status -> status.state() == SupervisorState.STARTING)
                .extracting(Status::step)
                .contains("look", "launch", "store", "identities", "workers", "ports");
        assertThat(s.access()).map(LocalAccess::pid).contains(pid(s));
        assertThat(s.takeFirstCredentials()).map(FirstCredentials::user).contains("admin");
        assertThat(s.takeFirstCredentials()).isEmpty();
        long pid = pid(s);

        s.stop();
        await(s, SupervisorState.STOPPED);
        assertThat(alive(pid)).isFalse();
        assertThat(seen).extracting(Status::state).contains(SupervisorState.STOPPING);
        assertThat(s.access()).isEmpty();
    }

    @Test
    void restartsOnRequestWithOtherProcess() {
        Supervisor s = supervise(Children.launch(data));
        s.start();
        await(s, SupervisorState.RUNNING);
        long before = pid(s);

        s.restart();
        Await.until(
                "another process runs", START, () -> s.status().state() == SupervisorState.RUNNING && pid(s) != before);
        assertThat(alive(before)).isFalse();
    }

    @Test
    void bringsKilledServerBackUntilItCrashedTooOften() {
        Supervisor s = supervise(Children.launch(data));
        s.start();
        for (int crash = 1; crash < QUICK.most(); crash++) {
            await(s, SupervisorState.RUNNING);
            long pid = pid(s);
            end(pid);
            Await.until(
                    "a crash was seen",
                    () -> seen.stream().anyMatch(status -> status.state() == SupervisorState.CRASHED));
            Await.until(
                    "another process runs",
                    START,
                    () -> s.status().state() == SupervisorState.RUNNING && pid(s) != pid);
        }
        end(pid(s));
        await(s, SupervisorState.CRASHED);

        Status.Crash crash = s.status().crash();
        assertThat(crash).isNotNull();
        assertThat(crash.count()).isEqualTo(QUICK.most());
        assertThat(crash.retry()).isNull();
        assertThat(crash.report()).isNotNull().content().contains("ended with code");

        s.start();
        await(s, SupervisorState.RUNNING);
    }

    @Test
    void safeModeReadsAndChangesNothing() {
        Supervisor s = supervise(Children.launch(data));
        s.start();
        await(s, SupervisorState.RUNNING);
        try (S3Client s3 = client(s)) {
            s3.createBucket(b -> b.bucket("kept"));
            s3.putObject(b -> b.bucket("kept").key("key"), RequestBody.fromString("body"));
        }
        s.stop();
        await(s, SupervisorState.STOPPED);

        s.startSafely();
        Await.until("it serves", START, () -> s.status().state().isServing());
        try (S3Client s3 = client(s)) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("kept").key("key")).asUtf8String())
                    .isEqualTo("body");
            assertThatThrownBy(() -> s3.deleteObject(b -> b.bucket("kept").key("key")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
        }
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
    @EnabledOnOs(OS.LINUX)
    void namesWhoHasThePortAndChangesItNever() throws IOException {
        Supervisor s;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            s = supervise(Children.launch(data).withSetting("server.listen", "127.0.0.1:" + taken.getLocalPort()));
            s.start();
            await(s, SupervisorState.PORT_IN_USE);

            Status.Owner owner = s.status().owner();
            assertThat(owner).isNotNull();
            assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(owner.program()).contains("java");
            assertThat(s.status().detail()).contains(String.valueOf(taken.getLocalPort()));
        }
        s.start();
        await(s, SupervisorState.RUNNING);
    }

    @Test
    void adoptsServerThatRunsAlreadyAndStopsIt() {
        try (ServerProcess running = ServerProcess.start(data)) {
            Supervisor s = supervise(Children.launch(data));
            s.start();
            await(s, SupervisorState.ADOPTED);
            assertThat(pid(s)).isEqualTo(running.pid());

            s.stop();
            await(s, SupervisorState.STOPPED);
            assertThat(running.awaitExit()).isZero();
        }
    }

    @Test
    void takesOverWhenAdoptedServerIsKilledButNotWhenItIsStopped() {
        try (ServerProcess running = ServerProcess.start(data)) {
            Supervisor s = supervise(Children.launch(data));
            s.start();
            await(s, SupervisorState.ADOPTED);
            running.kill9();
            await(s, SupervisorState.RUNNING);
            assertThat(seen).extracting(Status::state).contains(SupervisorState.CRASHED);
            s.stop();
            await(s, SupervisorState.STOPPED);
        }
        seen.clear();
        try (ServerProcess running = ServerProcess.start(data)) {
            Supervisor s = supervisor;
            assertThat(s).isNotNull();
            s.start();
            await(s, SupervisorState.ADOPTED);
            assertThat(running.terminate()).isZero();
            await(s, SupervisorState.STOPPED);
            assertThat(seen).extracting(Status::state).doesNotContain(SupervisorState.CRASHED);
        }
    }

    @Test
    void saysThatDirectoryIsLockedByServerThatCannotBeAdopted() throws IOException {
        try (ServerProcess running = ServerProcess.start(data)) {
            Files.delete(data.resolve(LocalAccess.FILE));
            Supervisor s = supervise(Children.launch(data));
            s.start();
            await(s, SupervisorState.DATA_DIRECTORY_LOCKED);
            assertThat(s.status().detail()).contains("Another process uses");
            assertThat(alive(running.pid())).isTrue();
        }
    }

    @Test
    void makesNothingWhereDriveIsMissingAndStartsWhenItIsBack() throws IOException {
        try (ServerProcess first = ServerProcess.start(data)) {
            assertThat(first.terminate()).isZero();
        }
        Path unplugged = directory.path().resolve("unplugged");
        Files.move(data, unplugged);
        Supervisor s = supervise(Children.launch(data).established());

        s.start();
        await(s, SupervisorState.DRIVE_MISSING);
        assertThat(data).doesNotExist();
        Files.createDirectory(data);
        assertThat(data).isEmptyDirectory();

        Files.delete(data);
        Files.move(unplugged, data);
        await(s, SupervisorState.RUNNING);
    }

    @Test
    void saysThatDataIsOfNewerVersion() throws IOException {
        try (ServerProcess first = ServerProcess.start(data)) {
            assertThat(first.terminate()).isZero();
        }
        Path identity = data.resolve("maxiofs.id");
        Files.writeString(identity, Files.readString(identity).replace("format=1", "format=99"));
        Supervisor s = supervise(Children.launch(data));

        s.start();
        await(s, SupervisorState.SCHEMA_TOO_NEW);
        assertThat(s.status().detail()).contains("Install a newer version");
    }

    @Test
    void nextDesktopAdoptsServerThatCarriedOnWhenTheFirstWasKilled() throws IOException {
        long server = killedDesktop("stay");
        Supervisor s = supervise(Children.launch(data));
        s.start();
        await(s, SupervisorState.ADOPTED);
        assertThat(pid(s)).isEqualTo(server);
    }

    @Test
    void serverStopsWhenItsDesktopWasKilledIfThatWasChosen() throws IOException {
        long server = killedDesktop("follow");
        Await.until("the server has stopped", START, () -> !alive(server));
        assertThat(data.resolve(LocalAccess.FILE)).doesNotExist();
    }

    /** Runs a desktop until its server is up and kills it; gives the server's process. */
    private long killedDesktop(String mode) throws IOException {
        List<String> command = new ArrayList<>(Children.java());
        command.addAll(List.of(
                SupervisorProgram.class.getName(),
                data.toString(),
                directory.path().resolve("logs").toString(),
                mode));
        Process desktop = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = desktop.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith("RUNNING ")) {
                    return Long.parseLong(line.substring("RUNNING ".length()));
                }
            }
            throw new AssertionError("The desktop ended before its server ran");
        } finally {
            desktop.destroyForcibly();
        }
    }
}
