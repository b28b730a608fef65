package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.RepairDocument;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;

/** Stored bytes of a real server are damaged on its disk and mended by commands. */
class RepairCommandTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SIZE = 3 << 20;
    private static final int DAMAGED_AT = 1_000_000;

    private final TestServer server = TestServer.start();
    private final TemporaryDirectory folder = new TemporaryDirectory();
    private final AdminClient client = server.adminClient();
    private final byte[] content = content(1);

    @AfterEach
    void close() {
        client.close();
        folder.close();
        server.close();
    }

    @BeforeEach
    void createBucket() {
        server.s3().createBucket(request -> request.bucket("photos"));
    }

    private static byte[] content(long seed) {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private record Result(int code, String out, String err) {}

    private Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        List<String> all = Stream.concat(
                        Stream.of("scrub", "repair"),
                        Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--data", server.dataDirectory().toString())))
                .toList();
        int code = line.execute(all.toArray(new String[0]));
        return new Result(code, out.toString(), err.toString());
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    /** Stores an object and changes a byte of it on the disk. */
    private void putDamaged(String key) {
        List<Path> before = extents();
        server.s3().putObject(request -> request.bucket("photos").key(key), RequestBody.fromBytes(content));
        flip(extents().stream()
                .filter(path -> !before.contains(path))
                .max(Comparator.comparingLong(path -> path.toFile().length()))
                .orElseThrow());
    }

    private List<Path> extents() {
        List<Path> found = new ArrayList<>();
        collect(server.dataDirectory().toFile(), found);
        return found;
    }

    /** A server that runs may remove files meanwhile. */
    private static void collect(File directory, List<Path> found) {
        File[] names = directory.listFiles();
        for (File name : names == null ? new File[0] : names) {
            if (name.isDirectory()) {
                collect(name, found);
            } else if (name.getName().endsWith(".ext") && name.length() > SIZE) {
                found.add(name.toPath());
            }
        }
    }

    private static void flip(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[DAMAGED_AT] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder.path(), "given", ".bin"), bytes);
    }

    /** Begins a scrub and waits for the end of that very one. */
    private void scrub() {
        Instant before = client.health().findings().scrub().last();
        client.health().startScrub();
        await("a scrub", () -> {
            HealthDocument.Scrub scrub = client.health().findings().scrub();
            return scrub.last() != null
                    && !scrub.last().equals(before)
                    && !scrub.state().equals("busy");
        });
    }

    private byte[] get(String key) {
        return server.s3()
                .getObjectAsBytes(request -> request.bucket("photos").key(key))
                .asByteArray();
    }

    @Test
    void aFileMendsAnObjectAndAnotherDoesNot() throws IOException {
        putDamaged("cat.jpg");
        scrub();
        HealthDocument.Damage damage =
                client.health().findings().scrub().findings().getFirst();
        assertThat(damage.affected())
                .isEqualTo(new HealthDocument.Affected(
                        new RepairDocument.Version("photos", "cat.jpg", "null"),
                        SIZE,
                        983_040L,
                        1_048_576L,
                        List.of()));
        assertThat(damage.repairs()).containsExactly("reread", "file", "remove");
        assertThat(damage.obstacles()).containsExactly("no_copy");
        assertThat(run("list").out()).contains("photos", "cat.jpg", "reread,file,remove", "bytes 983040 to 1048576");

        assertThat(run("reread", "photos", "cat.jpg")).satisfies(result -> {
            assertThat(result.code()).isEqualTo(ExitCode.FAILED);
            assertThat(result.err()).contains("still_damaged");
        });
        assertThat(run("from-copy", "photos", "cat.jpg").err()).contains("no_copy");
        assertThat(run(
                                "from-file",
                                "photos",
                                "cat.jpg",
                                "--file",
                                file(content(2)).toString())
                        .err())
                .contains("These are not the bytes");
        assertThat(run(
                                "from-file",
                                "photos",
                                "cat.jpg",
                                "--file",
                                file(new byte[10]).toString())
                        .err())
                .contains("10 are announced");
        assertThat(run(
                                "from-file",
                                "photos",
                                "cat.jpg",
                                "--file",
                                folder.path().resolve("none").toString())
                        .code())
                .isEqualTo(ExitCode.USAGE);
        assertThatThrownBy(() -> get("cat.jpg")).isInstanceOf(RuntimeException.class);
        assertThat(client.health().findings().scrub().faults()).isEqualTo(1);

        Result mended =
                run("from-file", "photos", "cat.jpg", "--file", file(content).toString());
        assertThat(mended.code()).as(mended.err()).isZero();
        assertThat(get("cat.jpg")).isEqualTo(content);
        assertThat(client.health().findings().scrub().faults()).isZero();
        assertThat(run("list").out()).contains("Nothing was found");
        assertThat(run("reread", "photos", "cat.jpg").code()).isZero();
        scrub();
        assertThat(client.health().findings().scrub().findings()).isEmpty();

        List<AuditEntry> audited = audited("scrub.repair.content");
        assertThat(audited)
                .filteredOn(entry -> entry.result().equals("success"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail())
                        .containsEntry("bucket", "photos")
                        .containsEntry("key", "cat.jpg")
                        .containsEntry("version", "null")
                        .containsEntry("bytes", String.valueOf(SIZE)));
        assertThat(audited).hasSize(3);
        assertThat(audited("scrub.repair"))
                .anySatisfy(entry -> assertThat(entry.detail()).containsEntry("repair", "reread"));
    }

    private List<AuditEntry> audited(String action) {
        return client.audit()
                .entries(new AuditEntry.Query(null, action, null, null, null, null, null), 100, null)
                .items();
    }

    @Test
    void aCopyMendsAnObjectAndWhatNothingHelpsIsRemoved() {
        putDamaged("first");
        server.s3().putObject(request -> request.bucket("photos").key("second"), RequestBody.fromBytes(content));
        scrub();
        assertThat(client.health().findings().scrub().findings())
                .singleElement()
                .satisfies(damage ->
                        assertThat(damage.copy()).isEqualTo(new RepairDocument.Version("photos", "second", "null")));
        Result mended = run("from-copy", "photos", "first", "--json");
        assertThat(mended.code()).as(mended.err()).isZero();
        assertThat(get("first")).isEqualTo(content);

        server.s3().deleteObject(request -> request.bucket("photos").key("second"));
        server.s3().deleteObject(request -> request.bucket("photos").key("first"));
        putDamaged("third");
        scrub();
        assertThat(run("remove", "photos", "third").code()).isEqualTo(ExitCode.USAGE);
        assertThat(run("remove", "photos", "third", "--yes").out()).contains("it is removed");
        assertThat(server.s3()
                        .listObjectsV2(request -> request.bucket("photos"))
                        .contents())
                .isEmpty();
        assertThat(run("list").out()).contains("Nothing was found");
        assertThat(run("rewrite", "photos", "third").err()).contains("gone");
        assertThat(run("reread", "photos", "third", "--version-id", "no id").err())
                .contains("Not the id of a version");
    }
}
