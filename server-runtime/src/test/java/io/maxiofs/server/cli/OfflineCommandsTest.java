package io.maxiofs.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.core.sync.RequestBody;

/** inspect, verify and rescue on the data a real server has written. */
class OfflineCommandsTest {
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

    private static Path first(Path root, String suffix) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> found = all.filter(path -> path.toString().endsWith(suffix))
                    .filter(path -> path.toFile().length() > 0)
                    .sorted()
                    .toList();
            assertThat(found).as(suffix).isNotEmpty();
            return found.getFirst();
        }
    }

    private static Result inspect(Path file) {
        return run("inspect", file.toString());
    }

    @Test
    void inspectShowsEveryKindOfFile() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.s3().createBucket(b -> b.bucket("bucket"));
            server.s3().putObject(b -> b.bucket("bucket").key("small"), RequestBody.fromString("1"));
            server.s3().putObject(b -> b.bucket("bucket").key("large"), RequestBody.fromString("x".repeat(300_000)));
            server.stop();
            Path data = server.dataDirectory();

            Result segment = inspect(first(data, ".seg"));
            assertThat(segment.code()).isZero();
            assertThat(segment.out())
                    .contains("BUCKET_CREATED")
                    .contains("small")
                    .contains("OBJECT_PUT");
            assertThat(inspect(first(data, ".ext")).out()).contains("intact");
            assertThat(inspect(data.resolve("index").resolve("index.mv")).out())
                    .contains("checkpoint")
                    .contains("large");
            assertThat(inspect(data.resolve("maxiofs.id")).out())
                    .contains("format")
                    .contains("id");
            Result keys = inspect(data.resolve("keys").resolve("storage.keys"));
            assertThat(keys.out()).contains("default");
            String secretLine = Files.readAllLines(data.resolve("keys").resolve("storage.keys")).stream()
                    .filter(line -> line.startsWith("key "))
                    .findFirst()
                    .orElseThrow();
            assertThat(keys.out())
                    .as("no secret is shown")
                    .doesNotContain(secretLine.split(" ", -1)[5]);

            Result unknown = inspect(data.resolve("lock"));
            assertThat(unknown.code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(unknown.err()).contains("no file this program knows");
            assertThat(inspect(data.resolve("nothing.seg")).code()).isEqualTo(OfflineCommand.CANNOT_RUN);
            assertThat(run("verify", "--data", data.toString()).out()).contains("everything is well");
        }
    }

    @Test
    void aStoreWithoutItsIndexIsRescuedAndServedAgain() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.s3().createBucket(b -> b.bucket("bucket"));
            server.s3().putObject(b -> b.bucket("bucket").key("a"), RequestBody.fromString("1"));
            String data = server.dataDirectory().toString();
            assertThat(run("rescue", "--data", data).code())
                    .as("while a server runs")
                    .isEqualTo(2);
            server.stop();
            Files.write(server.dataDirectory().resolve("index").resolve("index.mv"), new byte[0]);

            Result rescued = run("rescue", "--data", data);
            assertThat(rescued.code()).as(rescued.err()).isZero();
            assertThat(rescued.out()).contains("1 buckets, 1 versions").contains("everything was saved");
            server.restart();
            assertThat(server.s3()
                            .getObjectAsBytes(b -> b.bucket("bucket").key("a"))
                            .asUtf8String())
                    .isEqualTo("1");
        }
    }
}
