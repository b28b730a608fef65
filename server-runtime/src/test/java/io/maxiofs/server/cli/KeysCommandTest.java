package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maxiofs.server.StartException;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;

/** Master keys and upkeep by commands, against a real server that encrypts. */
class KeysCommandTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private record Result(int code, String out, String err) {}

    private static Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = CommandTree.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(err));
        int code = line.execute(arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private static Result awaitOutput(Supplier<Result> command, String text) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Result result = command.get();
        while (!result.out().contains(text)) {
            assertThat(System.nanoTime()).as("in time: %s", result).isLessThan(end);
            result = command.get();
        }
        return result;
    }

    private static void put(TestServer server, String key, String text) {
        server.s3().putObject(b -> b.bucket("bucket").key(key), RequestBody.fromString(text));
    }

    private static String get(TestServer server, String key) {
        return server.s3().getObjectAsBytes(b -> b.bucket("bucket").key(key)).asUtf8String();
    }

    @Test
    void rotatesWrapsAnewAndSaysSo() {
        try (TestServer server = TestServer.start(Map.of("storage.encryption", "on"))) {
            String data = server.dataDirectory().toString();
            server.s3().createBucket(b -> b.bucket("bucket"));
            put(server, "a", "small");
            put(server, "b", "x".repeat(300_000));
            assertThat(run("keys", "status", "--data", data).out()).contains("default  version 1");

            Result rotated = run("keys", "rotate", "--data", data);
            assertThat(rotated.code()).isZero();
            assertThat(rotated.out()).contains("default has version 2").contains("recovery kit");
            assertThat(run("keys", "rotate", "nobody", "--data", data).code()).isEqualTo(ExitCode.FAILED);
            assertThat(run("keys", "rewrap", "--data", data).code()).isZero();
            Result done = awaitOutput(() -> run("keys", "status", "--data", data), "rewrap  done");
            assertThat(done.out()).contains("default  version 2").contains("2 of 2 wrapped anew, 0 failed");

            server.restart();
            assertThat(get(server, "a")).isEqualTo("small");
            assertThat(get(server, "b")).hasSize(300_000);
        }
    }

    @Test
    void aLostKeyFileIsMadeAnewFromTheKit() throws IOException {
        try (TestServer server = TestServer.start(Map.of("storage.encryption", "on"));
                TemporaryDirectory elsewhere = new TemporaryDirectory()) {
            String data = server.dataDirectory().toString();
            String kit = elsewhere.path().resolve("kit.txt").toString();
            server.s3().createBucket(b -> b.bucket("bucket"));
            put(server, "a", "secret");
            run("keys", "rotate", "--data", data);
            put(server, "b", "newer");
            assertThat(run("keys", "recovery-kit", "export", "--data", data, "--to", kit)
                            .code())
                    .isZero();
            assertThat(run("keys", "recovery-kit", "export", "--data", data).out())
                    .contains("MaxIOFS recovery kit");
            Result busy = run("keys", "recovery-kit", "import", kit, "--data", data);
            assertThat(busy.code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(busy.err()).contains("Another process uses");

            server.stop();
            Path keys = server.dataDirectory().resolve("keys");
            Files.delete(keys.resolve("storage.keys"));
            Files.delete(keys.resolve("storage.keys.copy"));
            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(server::restart)
                    .withMessageContaining("import its recovery kit");
            Files.writeString(
                    elsewhere.path().resolve("bad.txt"),
                    Files.readString(Path.of(kit)).replace('a', 'b'));
            assertThat(run(
                                    "keys",
                                    "recovery-kit",
                                    "import",
                                    elsewhere.path().resolve("bad.txt").toString(),
                                    "--data",
                                    data)
                            .code())
                    .isEqualTo(OfflineCommand.CANNOT_RUN);

            Result restored = run("keys", "recovery-kit", "import", kit, "--data", data);
            assertThat(restored.code()).as(restored.err()).isZero();
            assertThat(restored.out()).contains("2 keys were added");
            server.restart();
            assertThat(get(server, "a")).isEqualTo("secret");
            assertThat(get(server, "b")).isEqualTo("newer");
            server.stop();
            assertThat(run("keys", "recovery-kit", "import", kit, "--data", data)
                            .out())
                    .contains("0 keys were added");
        }
    }

    @Test
    void scrubsOnDemandAndChangesDurabilityOfABucket() {
        try (TestServer server = TestServer.start(Map.of("storage.scrub.interval-days", "0"))) {
            String data = server.dataDirectory().toString();
            server.s3().createBucket(b -> b.bucket("bucket"));
            put(server, "a", "1");
            assertThat(run("scrub", "status", "--data", data).out())
                    .contains("never")
                    .contains("off");
            assertThat(run("scrub", "start", "--data", data).code()).isZero();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (run("scrub", "status", "--data", data).out().contains("never")) {
                assertThat(System.nanoTime()).as("in time").isLessThan(end);
            }
            assertThat(run("scrub", "status", "--data", data).code()).isZero();

            assertThat(run("bucket", "change", "bucket", "--durability", "fast", "--data", data)
                            .out())
                    .contains("bucket has durability fast");
            assertThat(run("bucket", "list", "--json", "--data", data).out()).contains("\"durability\" : \"fast\"");
            assertThat(run("bucket", "change", "bucket", "--durability", "soon", "--data", data)
                            .code())
                    .isEqualTo(ExitCode.FAILED);
            assertThat(run("bucket", "change", "bucket", "--durability", "default", "--data", data)
                            .out())
                    .contains("default");
        }
    }
}
