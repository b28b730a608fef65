package io.maxiofs.desktop.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AccessGridDocument;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.PinnedCertificate;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same steps over TLS, with the certificate that the Connect screen saves: no tool may have to look away. */
class SnippetsOverTlsTest {
    private static final TemporaryDirectory FOLDER = new TemporaryDirectory();

    private static TestServer server;
    private static AdminClient admin;
    private static Path authority;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(Map.of("tls.mode", "local-ca"));
        admin = server.adminClient();
        authority = Files.writeString(
                FOLDER.path().resolve("maxiofs-ca.pem"),
                PinnedCertificate.presentedBy(server.endpoint()).getLast().pem());
    }

    @AfterAll
    static void stop() {
        admin.close();
        server.close();
        FOLDER.close();
    }

    private static String follow(Tool tool, String program, Map<String, String> environment)
            throws IOException, InterruptedException {
        SnippetRunner.requireInstalled(program);
        String bucket = "over-tls-" + program;
        admin.buckets().create(new BucketDocument.New(bucket, "admin", false, false));
        AccessKeyDocument.Issued issued = admin.access()
                .createKeyFor(
                        new AccessGridDocument.KeyForBucket(bucket, AccessGridDocument.READ_WRITE, "admin", null));
        Connection connection = new Connection(
                server.endpoint(),
                TestServer.REGION,
                bucket,
                issued.key().id(),
                issued.secretKey(),
                authority.toString());
        return SnippetRunner.follow(tool, connection, environment);
    }

    @Test
    void restic() throws IOException, InterruptedException {
        assertThat(follow(Tool.RESTIC, "restic", Map.of("RESTIC_PASSWORD", "a password of the person")))
                .contains("1 snapshots");
    }

    @Test
    void rclone() throws IOException, InterruptedException {
        assertThat(follow(Tool.RCLONE, "rclone", Map.of())).contains("Documents/letter.txt");
    }

    @Test
    void aws() throws IOException, InterruptedException {
        assertThat(follow(Tool.AWS_CLI, "aws", Map.of("AWS_EC2_METADATA_DISABLED", "true")))
                .contains("Documents/letter.txt");
    }

    @Test
    void s3cmd() throws IOException, InterruptedException {
        assertThat(follow(Tool.S3CMD, "s3cmd", Map.of())).contains("Documents/letter.txt");
    }

    @Test
    void boto3() throws IOException, InterruptedException {
        assertThat(follow(Tool.BOTO3, "python3", Map.of())).contains("Hello from boto3");
    }
}
