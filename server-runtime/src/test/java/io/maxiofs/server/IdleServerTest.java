package io.maxiofs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.testing.CountingDisk;
import io.maxiofs.server.testing.ManualTimers;
import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Disks of a server that nobody uses can sleep. */
class IdleServerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    /** Seconds to watch a process for; 0 not to. The profile {@code long} sets it. */
    private static final int SECONDS = Integer.getInteger("maxiofs.idle.seconds", 0);

    /** Seconds that a process has first, to finish what it began. */
    private static final int SETTLE_SECONDS = 90;

    private final ManualTimers time = new ManualTimers();
    private final CountingDisk disk = new CountingDisk();

    private TestServer used() {
        TestServer server = TestServer.start(Map.of(), time, time, disk::around);
        server.s3().createBucket(request -> request.bucket("idle"));
        server.s3().putObject(request -> request.bucket("idle").key("k"), RequestBody.fromString("content"));
        return server;
    }

    @Test
    void asksNothingOfTheDiskInTenMinutesWithoutRequests() {
        try (TestServer server = used()) {
            assertThat(time.names()).contains("observe", "activity", "identity-flush");
            time.pass(TEN_MINUTES);
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            String what;
            do {
                // What was begun before may still be under way, on threads that no test drives.
                int calls = disk.calls().size();
                Map<String, String> files = files(server.dataDirectory());
                time.pass(TEN_MINUTES);
                var asked = disk.calls();
                what = asked.subList(calls, asked.size()) + changed(files, files(server.dataDirectory()));
            } while (!what.equals("[]") && System.nanoTime() < giveUp);
            assertThat(what).as("calls of the store, and files that changed").isEqualTo("[]");
        }
    }

    @Test
    void writesWhoUsedItWithinSecondsAndOnlyThen() {
        try (TestServer server = used();
                AdminClient admin = server.adminClient()) {
            long giveUp = System.nanoTime() + PATIENCE.toNanos();
            while (admin.trace().clients().isEmpty() && System.nanoTime() < giveUp) {
                Thread.onSpinWait();
            }
            assertThat(ActivityWriter.DELAY).isLessThanOrEqualTo(Duration.ofSeconds(5));
            byte[] before = bytes(new DataLayout(server.dataDirectory()).database());
            byte[] after;
            do {
                // Whoever is seen for the first time is listed a moment before there is something to write.
                time.pass(ActivityWriter.DELAY);
                after = bytes(new DataLayout(server.dataDirectory()).database());
            } while (Arrays.equals(after, before) && System.nanoTime() < giveUp);
            assertThat(Arrays.equals(after, before)).as("nothing was written").isFalse();
            // The measurements of an hour with requests are kept when it is over, which it may be at any moment.
            time.pass(Duration.ofHours(1));
            byte[] settled = bytes(new DataLayout(server.dataDirectory()).database());
            time.pass(TEN_MINUTES);
            assertThat(Arrays.equals(bytes(new DataLayout(server.dataDirectory()).database()), settled))
                    .as("nothing more was written")
                    .isTrue();
        }
    }

    @Test
    void noticesThatTheDriveIsGoneThoughNobodyUsesItOrLooks() throws IOException {
        try (TestServer server = used()) {
            time.pass(Duration.ofSeconds(20));
            Path identity = server.dataDirectory().resolve("maxiofs.id");
            Path away = server.dataDirectory().resolve("away");
            Files.move(identity, away);
            int calls = disk.calls().size();
            time.pass(Duration.ofSeconds(20));
            assertThat(disk.calls().subList(calls, disk.calls().size()))
                    .as("looks closer once it is missed")
                    .anyMatch(call -> call.startsWith("open") && call.contains("maxiofs.id"));
            try (AdminClient admin = server.adminClient()) {
                assertThat(admin.alerts().firing())
                        .anyMatch(alert -> alert.rule().equals("drive_missing"));
            }
            Files.move(away, identity);
            try (AdminClient admin = server.adminClient()) {
                long giveUp = System.nanoTime() + PATIENCE.toNanos();
                while (!admin.health().overview().state().name().equals("running") && System.nanoTime() < giveUp) {
                    Thread.onSpinWait();
                }
                assertThat(admin.health().overview().state().name()).isEqualTo("running");
            }
        }
    }

    /** Both the database and what was added to it since. */
    private static byte[] bytes(Path database) {
        try {
            return Files.readAllBytes(database.resolveSibling(database.getFileName() + "-wal"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> files(Path directory) {
        try (Stream<Path> found = Files.walk(directory)) {
            Map<String, String> files = new TreeMap<>();
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(
                        file.toString(),
                        Files.size(file)
                                + " bytes of "
                                + Files.getLastModifiedTime(file)
                                + ", "
                                + Arrays.hashCode(Files.readAllBytes(file)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String changed(Map<String, String> before, Map<String, String> after) {
        if (before.equals(after)) {
            return "";
        }
        after.entrySet().removeAll(before.entrySet());
        return "changed: " + after;
    }

    @Test
    void realProcessMovesNoByteWhileIdle() throws IOException {
        assumeTrue(SECONDS > 0, "needs the profile long, or -Dmaxiofs.idle.seconds=600");
        assumeTrue(Files.isReadable(Path.of("/proc/self/io")), "the system does not tell bytes in /proc");
        try (TemporaryDirectory directory = new TemporaryDirectory();
                ServerProcess server = ServerProcess.start(
                        directory.path().resolve("data"), "--set", "storage.scrub.interval-days=0")) {
            try (AdminClient admin =
                    AdminClient.connect(server.admin(), (String) null).signIn("admin", TestServer.ADMIN_PASSWORD)) {
                assertThat(admin.status()).isNotNull();
            }
            assertThat(server.livesFor(Duration.ofSeconds(SETTLE_SECONDS))).isTrue();
            int logged = server.log().length();
            Map<String, Long> before = moved(server.pid());
            assertThat(server.livesFor(Duration.ofSeconds(SECONDS))).isTrue();
            assertThat(moved(server.pid()))
                    .as(
                            "bytes of /proc/PID/io before and after %s s; logged: %s",
                            SECONDS, server.log().substring(logged))
                    .isEqualTo(before);
        }
    }

    /** What a process has read from and written to disks; what goes to event descriptors and the like does not count. */
    private static Map<String, Long> moved(long pid) throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "io"))) {
            String[] parts = line.split(": ", 2);
            if (parts[0].equals("read_bytes") || parts[0].equals("write_bytes")) {
                counts.put(parts[0], Long.parseLong(parts[1]));
            }
        }
        assertThat(counts).hasSize(2);
        return counts;
    }
}
