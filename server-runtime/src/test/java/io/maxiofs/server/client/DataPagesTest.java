package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.KmsKeyDocument;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** The examples of the pages on locks, encryption and lifecycle do what they are shown for. */
class DataPagesTest {
    private static final Path PAGES = Path.of("..", "docs");

    @ParameterizedTest
    @CsvSource({"object-lock.md, 6", "encryption.md, 4", "lifecycle.md, 3"})
    void examplesRun(String page, int examples) throws IOException {
        List<String> commands = commands(page);
        assertThat(commands).hasSize(examples);
        try (TestServer server = TestServer.start(Map.of("s3.sse-c.require-tls", "false"));
                TemporaryDirectory directory = new TemporaryDirectory()) {
            prepare(server, directory.path(), page);
            ClientProgram.require("aws", Map.of(), directory.path());
            ClientProgram shell = ClientProgram.require(
                    "bash",
                    Map.of(
                            "AWS_ENDPOINT_URL",
                            server.endpoint().toString(),
                            "AWS_ACCESS_KEY_ID",
                            TestServer.ACCESS_KEY,
                            "AWS_SECRET_ACCESS_KEY",
                            TestServer.SECRET_KEY,
                            "AWS_DEFAULT_REGION",
                            TestServer.REGION),
                    directory.path());
            shell.run("-ec", "cd '" + directory.path() + "'\n" + String.join("\n", commands));
        }
    }

    /** What the examples take for granted. */
    private static void prepare(TestServer server, Path folder, String page) throws IOException {
        Files.writeString(folder.resolve("2026.csv"), "a,b\n");
        Files.writeString(folder.resolve("report.pdf"), "report");
        Files.write(folder.resolve("my.key"), new byte[32]);
        switch (page) {
            case "object-lock.md" -> {
                // The first example makes its bucket; the others want an object in it.
            }
            case "encryption.md" -> {
                server.s3().createBucket(b -> b.bucket("ledger"));
                try (AdminClient admin = server.adminClient()) {
                    admin.createKmsKey(new KmsKeyDocument.New("payroll"));
                }
            }
            default -> {
                server.s3().createBucket(b -> b.bucket("backups"));
                server.s3().putObject(b -> b.bucket("backups").key("log/today"), RequestBody.fromString("x"));
            }
        }
    }

    /** Commands of aws in the page's blocks of shell, each with the lines it goes on in. */
    private static List<String> commands(String page) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean inBlock = false;
        boolean goesOn = false;
        for (String line : Files.readAllLines(PAGES.resolve(page))) {
            if (line.startsWith("```")) {
                inBlock = line.equals("```sh");
                goesOn = false;
            } else if (inBlock && line.startsWith("aws ")) {
                commands.add(line);
                goesOn = true;
            } else if (inBlock && goesOn) {
                commands.add(commands.removeLast() + "\n" + line);
            }
        }
        return commands;
    }
}
