package io.maxiofs.desktop.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Does what the Connect screen tells people to do, word for word: files where it says, commands in a shell, with a key
 * that may use one bucket only. The home folder is a temporary one.
 */
class SnippetsRunTest {
    private static final long TIMEOUT_MINUTES = 10;
    private static final String CONTENT = "a letter to nobody\n";

    private static TestServer server;
    private static AdminClient admin;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = server.adminClient();
    }

    @AfterAll
    static void stop() {
        admin.close();
        server.close();
    }

    /** A bucket, and a key that can use it and nothing else. */
    private static Connection connection(String bucket) {
        server.s3().createBucket(b -> b.bucket(bucket));
        AccessKeyDocument.Issued issued = admin.access()
                .createKeyFor(
                        new AccessGridDocument.KeyForBucket(bucket, AccessGridDocument.READ_WRITE, "admin", null));
        return new Connection(
                server.endpoint(), TestServer.REGION, bucket, issued.key().id(), issued.secretKey(), null);
    }

    private static void requireInstalled(String program) {
        boolean installed = Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getenv("PATH"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        if (!installed) {
            System.out.println("Skipped: " + program + " is not installed on this machine");
        }
        assumeTrue(installed, program + " is not installed");
    }

    /** Follows all steps and returns what was printed. */
    private static String follow(Tool tool, Connection connection, Map<String, String> environment)
            throws IOException, InterruptedException {
        try (TemporaryDirectory home = new TemporaryDirectory()) {
            Files.writeString(
                    Files.createDirectories(home.path().resolve("Documents")).resolve("letter.txt"), CONTENT);
            StringBuilder printed = new StringBuilder();
            for (Step step : Snippets.write(tool, connection, Shell.POSIX).steps()) {
                switch (step) {
                    case Step.File file -> write(home.path(), file);
                    case Step.Commands commands -> printed.append(type(home.path(), commands.text(), environment));
                    case Step.Form form -> throw new AssertionError("Nothing to run: " + form);
                }
            }
            return printed.toString();
        }
    }

    private static void write(Path home, Step.File file) throws IOException {
        Path path = home.resolve(file.path().replaceFirst("^~/", ""));
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
    }

    private static String type(Path home, String commands, Map<String, String> environment)
            throws IOException, InterruptedException {
        return run(home, environment, List.of("sh", "-e", "-c", commands));
    }

    private static String run(Path home, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile(home, "printed", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // What the machine has set up for its own cloud must not reach the server under test.
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("RCLONE_"));
        builder.environment().putAll(environment);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CONFIG_HOME", home.resolve(".config").toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("It hangs:\n" + Files.readString(output, StandardCharsets.UTF_8));
        }
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as("%s printed:%n%s", command, printed).isZero();
        return printed;
    }

    private static String stored(String bucket, String key) {
        return server.s3().getObjectAsBytes(o -> o.bucket(bucket).key(key)).asUtf8String();
    }

    @Test
    void restic() throws IOException, InterruptedException {
        requireInstalled("restic");
        // The one thing that restic asks for and that the screen does not know.
        String printed =
                follow(Tool.RESTIC, connection("for-restic"), Map.of("RESTIC_PASSWORD", "a password of the person"));
        assertThat(printed).contains("created restic repository", "snapshot", "Documents", "1 snapshots");
        assertThat(server.s3()
                        .listObjectsV2(l -> l.bucket("for-restic").prefix("snapshots/"))
                        .contents())
                .hasSize(1);
    }

    @Test
    void rclone() throws IOException, InterruptedException {
        requireInstalled("rclone");
        assertThat(follow(Tool.RCLONE, connection("for-rclone"), Map.of())).contains("Documents/letter.txt");
        assertThat(stored("for-rclone", "Documents/letter.txt")).isEqualTo(CONTENT);
    }

    @Test
    void aws() throws IOException, InterruptedException {
        requireInstalled("aws");
        assertThat(follow(Tool.AWS_CLI, connection("for-aws"), Map.of("AWS_EC2_METADATA_DISABLED", "true")))
                .contains("Documents/letter.txt");
        assertThat(stored("for-aws", "Documents/letter.txt")).isEqualTo(CONTENT);
    }

    @Test
    void s3cmd() throws IOException, InterruptedException {
        requireInstalled("s3cmd");
        assertThat(follow(Tool.S3CMD, connection("for-s3cmd"), Map.of())).contains("Documents/letter.txt");
        assertThat(stored("for-s3cmd", "Documents/letter.txt")).isEqualTo(CONTENT);
    }

    @Test
    void boto3() throws IOException, InterruptedException {
        requireInstalled("python3");
        assertThat(follow(Tool.BOTO3, connection("for-boto3"), Map.of())).contains("Hello from boto3");
        assertThat(stored("for-boto3", "hello.txt")).isEqualTo("Hello from boto3");
    }

    /** As a source file, with the SDK that the desktop has anyway. */
    @Test
    void javaSdk() throws IOException, InterruptedException {
        Snippet snippet = Snippets.write(Tool.JAVA_SDK, connection("for-java"), Shell.POSIX);
        try (TemporaryDirectory home = new TemporaryDirectory()) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp"));
            command.add(System.getProperty("java.class.path"));
            for (Step step : snippet.steps()) {
                Step.File file = (Step.File) step;
                write(home.path(), file);
                command.add(home.path().resolve(file.path()).toString());
            }
            assertThat(run(home.path(), Map.of(), command)).contains("Hello from Java");
        }
        assertThat(stored("for-java", "hello.txt")).isEqualTo("Hello from Java");
    }
}
