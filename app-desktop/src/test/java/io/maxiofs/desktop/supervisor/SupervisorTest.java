package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.testing.ServerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Every event of the supervisor's table, with real processes. */
class SupervisorTest {
    private final Supervision supervision = new Supervision();
    private final Path data = supervision.data();

    @AfterEach
    void end() {
        supervision.close();
    }

    @Test
    void startsTellingStepsAndStopsInOrder() {
        Supervisor s = supervision.running();

        assertThat(supervision.seen())
                .filteredOn(status -> status.state() == SupervisorState.STARTING)
                .extracting(Status::step)
                .contains("look", "launch", "store", "identities", "workers", "ports");
        assertThat(s.access()).map(LocalAccess::pid).contains(supervision.pid());
        assertThat(s.takeFirstCredentials()).map(FirstCredentials::user).contains("admin");
        assertThat(s.takeFirstCredentials()).isEmpty();
        long pid = supervision.pid();

        s.stop();
        supervision.await(SupervisorState.STOPPED);
        assertThat(Supervision.alive(pid)).isFalse();
        assertThat(supervision.seen()).extracting(Status::state).contains(SupervisorState.STOPPING);
        assertThat(s.access()).isEmpty();
    }

    @Test
    void restartsOnRequestWithOtherProcess() {
        Supervisor s = supervision.running();
        long before = supervision.pid();

        s.restart();
        Await.until(
                "another process runs",
                Supervision.START,
                () -> s.status().state() == SupervisorState.RUNNING && supervision.pid() != before);
        assertThat(Supervision.alive(before)).isFalse();
    }

    @Test
    void bringsKilledServerBackUntilItCrashedTooOften() {
        Supervisor s = supervision.supervise(Children.launch(data));
        s.start();
        for (int crash = 1; crash < Supervision.QUICK.most(); crash++) {
            supervision.await(SupervisorState.RUNNING);
            long pid = supervision.pid();
            Supervision.end(pid);
            Await.until(
                    "a crash was seen",
                    () -> supervision.seen().stream().anyMatch(status -> status.state() == SupervisorState.CRASHED));
            Await.until(
                    "another process runs",
                    Supervision.START,
                    () -> s.status().state() == SupervisorState.RUNNING && supervision.pid() != pid);
        }
        Supervision.end(supervision.pid());
        supervision.await(SupervisorState.CRASHED);

        Status.Crash crash = s.status().crash();
        assertThat(crash).isNotNull();
        assertThat(crash.count()).isEqualTo(Supervision.QUICK.most());
        assertThat(crash.retry()).isNull();
        assertThat(crash.report()).isNotNull().content().contains("ended with code");

        s.start();
        supervision.await(SupervisorState.RUNNING);
    }

    @Test
    void safeModeReadsAndChangesNothing() {
        supervision.established(Supervision::keepOne);
        Supervisor s = supervision.supervise(Children.launch(data));

        s.startSafely();
        Await.until("it serves", Supervision.START, () -> s.status().state().isServing());
        try (S3Client s3 = supervision.s3()) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("kept").key("key")).asUtf8String())
                    .isEqualTo("body");
            assertThatThrownBy(() -> s3.deleteObject(b -> b.bucket("kept").key("key")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(503));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void namesWhoHasThePortAndChangesItNever() throws IOException {
        Supervisor s;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            s = supervision.supervise(
                    Children.launch(data).withSetting("server.listen", "127.0.0.1:" + taken.getLocalPort()));
            s.start();
            supervision.await(SupervisorState.PORT_IN_USE);

            Status.Owner owner = s.status().owner();
            assertThat(owner).isNotNull();
            assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(owner.program()).contains("java");
            assertThat(s.status().detail()).contains(String.valueOf(taken.getLocalPort()));
        }
        s.start();
        supervision.await(SupervisorState.RUNNING);
    }

    @Test
    void adoptsServerThatRunsAlreadyAndStopsIt() {
        try (ServerProcess running = ServerProcess.start(data)) {
            Supervisor s = supervision.supervise(Children.launch(data));
            s.start();
            supervision.await(SupervisorState.ADOPTED);
            assertThat(supervision.pid()).isEqualTo(running.pid());

            s.stop();
            supervision.await(SupervisorState.STOPPED);
            assertThat(running.awaitExit()).isZero();
        }
    }

    @Test
    void takesOverWhenAdoptedServerIsKilledButNotWhenItIsStopped() {
        Supervisor s = supervision.supervise(Children.launch(data));
        try (ServerProcess running = ServerProcess.start(data)) {
            s.start();
            supervision.await(SupervisorState.ADOPTED);
            running.kill9();
            supervision.await(SupervisorState.RUNNING);
            assertThat(supervision.seen()).extracting(Status::state).contains(SupervisorState.CRASHED);
            s.stop();
            supervision.await(SupervisorState.STOPPED);
        }
        supervision.seen().clear();
        try (ServerProcess running = ServerProcess.start(data)) {
            s.start();
            supervision.await(SupervisorState.ADOPTED);
            assertThat(running.terminate()).isZero();
            supervision.await(SupervisorState.STOPPED);
            assertThat(supervision.seen()).extracting(Status::state).doesNotContain(SupervisorState.CRASHED);
        }
    }

    @Test
    void saysThatDirectoryIsLockedByServerThatCannotBeAdopted() throws IOException {
        try (ServerProcess running = ServerProcess.start(data)) {
            Files.delete(data.resolve(LocalAccess.FILE));
            Supervisor s = supervision.supervise(Children.launch(data));
            s.start();
            supervision.await(SupervisorState.DATA_DIRECTORY_LOCKED);
            assertThat(s.status().detail()).contains("Another process uses");
            assertThat(Supervision.alive(running.pid())).isTrue();
        }
    }

    @Test
    void makesNothingWhereDriveIsMissingAndStartsWhenItIsBack() throws IOException {
        supervision.established(server -> {});
        Path unplugged = supervision.beside("unplugged");
        Files.move(data, unplugged);
        Supervisor s = supervision.supervise(Children.launch(data).established());

        s.start();
        supervision.await(SupervisorState.DRIVE_MISSING);
        assertThat(data).doesNotExist();
        Files.createDirectory(data);
        assertThat(data).isEmptyDirectory();

        Files.delete(data);
        Files.move(unplugged, data);
        supervision.await(SupervisorState.RUNNING);
    }

    @Test
    void saysThatDataIsOfNewerVersion() throws IOException {
        supervision.established(server -> {});
        Path identity = data.resolve("maxiofs.id");
        Files.writeString(identity, Files.readString(identity).replace("format=1", "format=99"));
        Supervisor s = supervision.supervise(Children.launch(data));

        s.start();
        supervision.await(SupervisorState.SCHEMA_TOO_NEW);
        assertThat(s.status().detail()).contains("Install a newer version");
    }

    @Test
    void nextDesktopAdoptsServerThatCarriedOnWhenTheFirstWasKilled() throws IOException {
        long server = killedDesktop("stay");
        Supervisor s = supervision.supervise(Children.launch(data));
        s.start();
        supervision.await(SupervisorState.ADOPTED);
        assertThat(supervision.pid()).isEqualTo(server);
    }

    @Test
    void serverStopsWhenItsDesktopWasKilledIfThatWasChosen() throws IOException {
        long server = killedDesktop("follow");
        Await.until("the server has stopped", Supervision.START, () -> !Supervision.alive(server));
        assertThat(data.resolve(LocalAccess.FILE)).doesNotExist();
    }

    /** Runs a desktop until its server is up and kills it; gives the server's process. */
    private long killedDesktop(String mode) throws IOException {
        List<String> command = new ArrayList<>(Children.java());
        command.addAll(List.of(
                SupervisorProgram.class.getName(),
                data.toString(),
                supervision.beside("logs").toString(),
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
