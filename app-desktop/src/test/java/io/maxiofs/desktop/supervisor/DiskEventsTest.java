package io.maxiofs.desktop.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.ServerStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What becomes of the disk under a server that runs, with real processes; nobody stores anything until it is told. */
class DiskEventsTest {
    private static final String FLOOR = "storage.free-space-floor";
    private static final int FULL = 507;
    private static final int UNAVAILABLE = 503;

    private final Supervision supervision = new Supervision();
    private @Nullable Path mounted;

    @AfterEach
    void end() throws IOException {
        Path disk = mounted;
        if (disk == null) {
            supervision.close();
            return;
        }
        supervision.endProcess();
        assertThat(run(List.of("umount", disk.toString()))).isZero();
        supervision.close();
    }

    @Test
    void tellsThatTheFloorIsReachedBeforeAnythingIsStored() {
        supervision.established(Supervision::keepOne);
        Supervisor s = supervision.supervise(Children.launch(supervision.data()).withSetting(FLOOR, "1024TiB"));
        s.start();
        supervision.await(SupervisorState.READ_ONLY);
        assertThat(s.status().detail()).contains("full");
        assertThat(state().name()).isEqualTo("read_only");
        assertThat(supervision.readiness()).contains("\"" + ServerStatus.Health.READ_ONLY + "\"");
        try (S3Client s3 = supervision.s3()) {
            assertThat(s3.getObjectAsBytes(b -> b.bucket("kept").key("key")).asUtf8String())
                    .isEqualTo("body");
            assertThat(refusal(s3)).isEqualTo(FULL);
            s3.deleteObject(b -> b.bucket("kept").key("key"));
            assertThat(s3.listObjectsV2(b -> b.bucket("kept")).contents()).isEmpty();
        }
    }

    @Test
    void tellsWhenTheDiskFillsAndWhenThereIsRoomAgain() throws IOException {
        Path disk = smallDisk();
        Supervisor s = supervision.supervise(Children.launch(disk.resolve("data"))
                .withSetting(FLOOR, "16MiB")
                .withSetting("storage.reserve", "0"));
        s.start();
        supervision.await(SupervisorState.RUNNING);
        try (S3Client s3 = supervision.s3()) {
            s3.createBucket(b -> b.bucket("kept"));
        }

        Path film = disk.resolve("film");
        Await.until("the disk is full", Supervision.START, () -> {
            fill(film);
            return s.status().state() == SupervisorState.READ_ONLY;
        });
        try (S3Client s3 = supervision.s3()) {
            assertThat(refusal(s3)).isEqualTo(FULL);
        }

        Files.delete(film);
        supervision.await(SupervisorState.RUNNING);
        try (S3Client s3 = supervision.s3()) {
            s3.putObject(b -> b.bucket("kept").key("key"), RequestBody.fromString("body"));
        }
    }

    @Test
    void waitsForADriveThatIsUnpluggedWhileTheServerRuns() throws IOException {
        Supervisor s = supervision.running();
        long pid = supervision.pid();
        Path data = supervision.data();
        try (S3Client s3 = supervision.s3()) {
            s3.createBucket(b -> b.bucket("kept"));
            s3.putObject(b -> b.bucket("kept").key("key"), RequestBody.fromString("body"));

            Path unplugged = supervision.beside("unplugged");
            Files.move(data, unplugged);
            Files.createDirectory(data);
            supervision.await(SupervisorState.DRIVE_MISSING);
            assertThat(supervision.readiness()).contains("\"" + ServerStatus.Health.NOT_READY + "\"");
            assertThat(refusal(s3)).isEqualTo(UNAVAILABLE);
            assertThatThrownBy(() -> s3.getObjectAsBytes(b -> b.bucket("kept").key("key")))
                    .isInstanceOfSatisfying(
                            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(UNAVAILABLE));
            assertThat(data).as("the empty mount point").isEmptyDirectory();

            Files.delete(data);
            Files.move(unplugged, data);
            supervision.await(SupervisorState.RUNNING);
            assertThat(s3.getObjectAsBytes(b -> b.bucket("kept").key("key")).asUtf8String())
                    .isEqualTo("body");
            s3.putObject(b -> b.bucket("kept").key("later"), RequestBody.fromString("body"));
        }
        assertThat(supervision.pid()).as("the same process").isEqualTo(pid);
        assertThat(s.status().detail()).isEmpty();
    }

    @Test
    void takesADriveOfAnotherStoreForMissing() throws IOException {
        Supervisor s = supervision.running();
        Path identity = supervision.data().resolve("maxiofs.id");
        String own = Files.readString(identity);
        Files.writeString(identity, own.replaceAll("id=.*", "id=00000000-0000-0000-0000-000000000001"));
        supervision.await(SupervisorState.DRIVE_MISSING);
        assertThat(s.status().detail()).contains("another store");

        Files.writeString(identity, own);
        supervision.await(SupervisorState.RUNNING);
    }

    /** Until there is less than the floor, again and again: the server prepares segments of its journal meanwhile. */
    private static void fill(Path film) {
        byte[] piece = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(film, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (Files.getFileStore(film).getUsableSpace() > 8L * piece.length) {
                out.write(piece);
            }
        } catch (IOException e) {
            System.out.println("The server took the last of the space: " + e.getMessage());
        }
    }

    private static int refusal(S3Client s3) {
        try {
            s3.putObject(b -> b.bucket("kept").key("more"), RequestBody.fromString("body"));
            throw new AssertionError("It was stored");
        } catch (S3Exception e) {
            return e.statusCode();
        }
    }

    private ServerOverview.State state() {
        try (AdminClient admin = supervision.admin()) {
            return admin.health().overview().state();
        }
    }

    /**
     * A file system of 256 MiB in memory; only root may mount one. The journal takes 192 MiB of it once it has been written
     * to.
     */
    private Path smallDisk() throws IOException {
        Path disk = Files.createDirectory(supervision.beside("disk"));
        boolean made;
        try {
            made = run(List.of("mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk.toString())) == 0;
        } catch (IOException e) {
            System.out.println("No program to mount with: " + e.getMessage());
            made = false;
        }
        if (!made) {
            System.out.println("Skipped: a small file system cannot be mounted here, so none can be filled");
        }
        Assumptions.assumeTrue(made, "a small file system cannot be mounted here");
        mounted = disk;
        return disk;
    }

    private static int run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue();
    }
}
