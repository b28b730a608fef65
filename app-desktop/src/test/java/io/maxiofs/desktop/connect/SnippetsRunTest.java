package io.maxiofs.desktop.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Does what the Connect screen tells people to do, word for word: files where it says, commands in a shell, with a key
 * that may use one bucket only. The home folder is a temporary one.
 */
class SnippetsRunTest {
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

    private static String stored(String bucket, String key) {
        return server.s3().getObjectAsBytes(o -> o.bucket(bucket).key(key)).asUtf8String();
    }

    @Test
    void restic() throws IOException, InterruptedException {
        SnippetRunner.requireInstalled("restic");
        // The one thing that restic asks for and that the screen does not know.
        String printed = SnippetRunner.follow(
                Tool.RESTIC, connection("for-restic"), Map.of("RESTIC_PASSWORD", "a password of the person"));
        assertThat(printed).contains("created restic repository", "snapshot", "Documents", "1 snapshots");
        assertThat(server.s3()
                        .listObjectsV2(l -> l.bucket("for-restic").prefix("snapshots/"))
                        .contents())
                .hasSize(1);
    }

    @Test
    void rclone() throws IOException, InterruptedException {
        SnippetRunner.requireInstalled("rclone");
        assertThat(SnippetRunner.follow(Tool.RCLONE, connection("for-rclone"), Map.of()))
                .contains("Documents/letter.txt");
        assertThat(stored("for-rclone", "Documents/letter.txt")).isEqualTo(SnippetRunner.CONTENT);
    }

    @Test
    void aws() throws IOException, InterruptedException {
        SnippetRunner.requireInstalled("aws");
        assertThat(SnippetRunner.follow(
                        Tool.AWS_CLI, connection("for-aws"), Map.of("AWS_EC2_METADATA_DISABLED", "true")))
                .contains("Documents/letter.txt");
        assertThat(stored("for-aws", "Documents/letter.txt")).isEqualTo(SnippetRunner.CONTENT);
    }

    @Test
    void s3cmd() throws IOException, InterruptedException {
        SnippetRunner.requireInstalled("s3cmd");
        assertThat(SnippetRunner.follow(Tool.S3CMD, connection("for-s3cmd"), Map.of()))
                .contains("Documents/letter.txt");
        assertThat(stored("for-s3cmd", "Documents/letter.txt")).isEqualTo(SnippetRunner.CONTENT);
    }

    @Test
    void boto3() throws IOException, InterruptedException {
        SnippetRunner.requireInstalled("python3");
        assertThat(SnippetRunner.follow(Tool.BOTO3, connection("for-boto3"), Map.of()))
                .contains("Hello from boto3");
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
                SnippetRunner.write(home.path(), file);
                command.add(home.path().resolve(file.path()).toString());
            }
            assertThat(SnippetRunner.run(home.path(), Map.of(), command)).contains("Hello from Java");
        }
        assertThat(stored("for-java", "hello.txt")).isEqualTo("Hello from Java");
    }
}
