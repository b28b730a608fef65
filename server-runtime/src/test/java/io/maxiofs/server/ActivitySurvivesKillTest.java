package io.maxiofs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.ClientDocument;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What is known of who used a server outlives its process being killed. */
class ActivitySurvivesKillTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final String WRITTEN = "SELECT (SELECT count(*) FROM bucket_last_write),"
            + " (SELECT count(*) FROM client_use WHERE document LIKE '%\"requests\":2%')";

    @Test
    void knowsAfterKill9WhoStoredSomethingAndWhen() throws SQLException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path data = directory.path().resolve("data");
            BucketDocument bucket;
            List<ClientDocument> clients;
            try (ServerProcess server = ServerProcess.start(data)) {
                try (S3Client s3 = s3(server)) {
                    s3.createBucket(request -> request.bucket("used"));
                    s3.putObject(request -> request.bucket("used").key("k"), RequestBody.fromString("content"));
                }
                try (AdminClient admin = admin(server)) {
                    awaitWritten(data, WRITTEN);
                    bucket = admin.buckets().get("used");
                    clients = admin.trace().clients();
                }
                server.kill9();
            }
            try (ServerProcess server = ServerProcess.start(data);
                    AdminClient admin = admin(server)) {
                assertThat(admin.buckets().get("used").lastWrite()).isEqualTo(bucket.lastWrite());
                assertThat(admin.trace().clients()).isEqualTo(clients);
                assertThat(clients).hasSize(1).allSatisfy(client -> {
                    assertThat(client.accessKey()).isEqualTo(TestServer.ACCESS_KEY);
                    assertThat(client.requests()).isEqualTo(2);
                    assertThat(client.seen().lastWrite()).isNotNull();
                });
            }
        }
    }

    @Test
    void keepsAnAccountLockedOverKill9() throws SQLException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path data = directory.path().resolve("data");
            try (ServerProcess server = ServerProcess.start(data)) {
                for (int i = 0; i < 5; i++) {
                    assertThat(refusal(server)).isEqualTo(Problem.Code.SIGN_IN_FAILED.text());
                }
                awaitWritten(data, "SELECT count(*) > 0, count(*) = 2 FROM sign_in_failure WHERE failures = 5");
                server.kill9();
            }
            try (ServerProcess server = ServerProcess.start(data)) {
                assertThat(refusal(server)).isEqualTo(Problem.Code.TOO_MANY_FAILURES.text());
            }
        }
    }

    private static String refusal(ServerProcess server) {
        try (AdminClient client = AdminClient.connect(server.admin(), (String) null)) {
            return assertThrows(AdminClientException.class, () -> client.signIn("admin", "wrong"))
                    .problem()
                    .orElseThrow()
                    .code();
        }
    }

    /** Looks into the database until both are there; the server tells what it has in memory, so it cannot be asked. */
    private static void awaitWritten(Path data, String query) throws SQLException {
        Path database = new DataLayout(data).database();
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement()) {
            while (true) {
                try (ResultSet row = statement.executeQuery(query)) {
                    if (row.next() && row.getInt(1) == 1 && row.getInt(2) == 1) {
                        return;
                    }
                }
                assertThat(System.nanoTime()).as("nothing was written").isLessThan(giveUp);
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static AdminClient admin(ServerProcess server) {
        AdminClient client = AdminClient.connect(server.admin(), (String) null);
        return client.signIn("admin", TestServer.ADMIN_PASSWORD);
    }

    private static S3Client s3(ServerProcess server) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.of(TestServer.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestServer.ACCESS_KEY, TestServer.SECRET_KEY)))
                .forcePathStyle(true)
                .httpClientBuilder(TestServer.patient())
                .build();
    }
}
