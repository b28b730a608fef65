package io.maxiofs.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.s3.request.RoutingTable;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.testing.BuiltOperations;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code aws s3api} for every operation the server has. The commands and what they answer are in {@code s3api.txt}; they
 * run in one process, since starting the command line takes longer than what it does.
 */
class AwsCommandLineTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "io", "maxiofs", "server", "client");
    private static final Path COMMANDS = FOLDER.resolve("s3api.txt");
    private static final Pattern SUCCESS = Pattern.compile("^ok \\| s3api ([a-z0-9-]+) .*");
    private static final Pattern CAPITAL = Pattern.compile("(?<=.)(?=[A-Z][a-z])|(?<=[a-z])(?=V\\d)");

    /** What is no command of s3api: a browser's form, a request without a name, and the actions of iam and sts. */
    private static final Set<S3Operation> WITHOUT_COMMAND =
            EnumSet.of(S3Operation.POST_OBJECT, S3Operation.HEAD_SERVICE, S3Operation.QUERY_PROTOCOL);

    /** Answers without success for want of what it reads; the file has the refusal. */
    private static final Set<String> NEVER_SUCCEEDS = Set.of("get-bucket-replication", "restore-object");

    private static String command(S3Operation operation) {
        return String.join(
                        "-",
                        CAPITAL.splitAsStream(operation.wireName())
                                .map(word -> word.toLowerCase(Locale.ROOT))
                                .toList())
                .replace("--", "-");
    }

    @Test
    void everyOperationHasACommand() throws IOException {
        Set<String> tried = Files.readAllLines(COMMANDS).stream()
                .map(SUCCESS::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(NEVER_SUCCEEDS);
        Set<S3Operation> built = BuiltOperations.all();
        built.removeAll(WITHOUT_COMMAND);
        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        built.stream().map(AwsCommandLineTest::command).toList());
        assertThat(RoutingTable.samples().stream().map(RoutingTable.Sample::operation))
                .as("the router knows every operation that is asked for here")
                .containsAll(built);
    }

    @Test
    void answersTheCommandLineAsAwsDoes() throws IOException {
        try (TemporaryDirectory folder = new TemporaryDirectory();
                TestServer server =
                        TestServer.start(Map.of("s3.acl.enabled", "true", "s3.public-access-block.default", "false"))) {
            Files.writeString(folder.path().resolve("small"), "small");
            Files.write(folder.path().resolve("part"), new byte[5 << 20]);
            Files.writeString(folder.path().resolve("table.csv"), "name,colour\ncat,black\ndog,brown\n");
            ClientProgram python = python(
                    Map.of(
                            "folder",
                            folder.path().toString(),
                            "AWS_ENDPOINT_URL",
                            server.endpoint().toString(),
                            "AWS_ACCESS_KEY_ID",
                            TestServer.ACCESS_KEY,
                            "AWS_SECRET_ACCESS_KEY",
                            TestServer.SECRET_KEY,
                            "AWS_DEFAULT_REGION",
                            TestServer.REGION,
                            "AWS_EC2_METADATA_DISABLED",
                            "true",
                            "AWS_PAGER",
                            ""),
                    folder.path());
            String printed = python.run(
                    FOLDER.resolve("s3api.py").toAbsolutePath().toString(),
                    COMMANDS.toAbsolutePath().toString());
            long commands = Files.readAllLines(COMMANDS).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .count();
            assertThat(printed).contains(commands + " commands, 0 not as expected");
        }
    }

    /** The Python whose library the command line is, which is not always the first one; else any, which calls the program. */
    private static ClientProgram python(Map<String, String> environment, Path home) {
        for (String name : List.of("python3", "/usr/bin/python3")) {
            if (ClientProgram.isInstalled(name)) {
                ClientProgram python = ClientProgram.require(name, environment, home);
                if (python.attempt("-c", "import awscli.clidriver").exitCode() == 0) {
                    return python;
                }
            }
        }
        ClientProgram.require("aws", environment, home);
        return ClientProgram.require("python3", environment, home);
    }
}
