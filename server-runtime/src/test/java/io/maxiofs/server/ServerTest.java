package io.maxiofs.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A whole server: what survives a restart, what is on the disk, and that changes are effective at once. */
class ServerTest {

    @Test
    void keepsObjectsUsersAndKeysAcrossRestart() {
        try (TestServer server = TestServer.start()) {
            try (AdminClient admin = server.adminClient()) {
                admin.createUser(new UserDocument.New(
                        "keeper",
                        "ab".repeat(32),
                        "The keeper",
                        "keeper@example.org",
                        null,
                        "the keeper's password",
                        new AccessKeyDocument.Chosen("keeper-key", "keeper-secret-of-a-test")));
            }
            try (S3Client keeper = server.s3("keeper-key", "keeper-secret-of-a-test")) {
                keeper.createBucket(request -> request.bucket("kept"));
                keeper.putObject(request -> request.bucket("kept").key("a"), RequestBody.fromString("kept bytes"));
            }

            server.restart();

            try (S3Client keeper = server.s3("keeper-key", "keeper-secret-of-a-test")) {
                assertThat(keeper.getObjectAsBytes(
                                        request -> request.bucket("kept").key("a"))
                                .asUtf8String())
                        .isEqualTo("kept bytes");
            }
            try (AdminClient admin = server.adminClient()) {
                assertThat(admin.users()).extracting(UserDocument::name).containsExactly("admin", "keeper");
                assertThat(admin.users().get(1).canonicalId()).isEqualTo("ab".repeat(32));
                assertThat(admin.signIn("keeper", "the keeper's password").me().role())
                        .isEqualTo("user");
                assertThat(admin.accessKeys("keeper").getFirst().lastUsed()).isNotNull();
            }
        }
    }

    @Test
    void suspendedUserAndDisabledOrDeletedKeyAreRefusedAtOnce() {
        try (TestServer server = TestServer.start();
                AdminClient admin = server.adminClient()) {
            admin.createUser(new UserDocument.New(
                    "eve",
                    null,
                    null,
                    null,
                    null,
                    null,
                    new AccessKeyDocument.Chosen("eve-key", "eve-secret-of-a-test")));
            try (S3Client eve = server.s3("eve-key", "eve-secret-of-a-test")) {
                assertThat(eve.listBuckets().buckets()).isEmpty();

                admin.changeAccessKey("eve-key", new AccessKeyDocument.Change("disabled"));
                assertRefused(eve);
                admin.changeAccessKey("eve-key", new AccessKeyDocument.Change("active"));
                assertThat(eve.listBuckets().buckets()).isEmpty();

                admin.changeUser("eve", new UserDocument.Change(null, null, null, "suspended", null));
                assertRefused(eve);
                admin.changeUser("eve", new UserDocument.Change(null, null, null, "active", null));
                assertThat(eve.listBuckets().buckets()).isEmpty();

                admin.deleteAccessKey("eve-key");
                assertRefused(eve);
            }
            admin.createAccessKey(new AccessKeyDocument.New(
                    "eve", new AccessKeyDocument.Chosen("eve-key", "another-secret-of-a-test"), null));
            try (S3Client old = server.s3("eve-key", "eve-secret-of-a-test");
                    S3Client renewed = server.s3("eve-key", "another-secret-of-a-test")) {
                assertThat(renewed.listBuckets().buckets()).isEmpty();
                assertThatThrownBy(old::listBuckets)
                        .isInstanceOf(S3Exception.class)
                        .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo("SignatureDoesNotMatch"));
            }
        }
    }

    private static void assertRefused(S3Client client) {
        assertThatThrownBy(client::listBuckets)
                .isInstanceOf(S3Exception.class)
                .satisfies(failure -> assertThat(codeOf(failure)).isEqualTo("InvalidAccessKeyId"));
    }

    private static String codeOf(Throwable failure) {
        return ((S3Exception) failure).awsErrorDetails().errorCode();
    }

    @Test
    void nothingOfTheServerIsReadableByOthersAndNoSecretIsStoredInTheClear() throws IOException {
        try (TestServer server = TestServer.start()) {
            DataLayout layout = new DataLayout(server.dataDirectory());
            for (Path path :
                    List.of(layout.root(), layout.serverDirectory(), layout.identityKey(), layout.localAccess())) {
                assertThat(PrivateFiles.isOpenToOthers(path))
                        .as(path.toString())
                        .isFalse();
            }
            server.stop();
            assertThat(layout.localAccess()).doesNotExist();
            try (Stream<Path> files = Files.walk(layout.root())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertThat(content.contains(TestServer.SECRET_KEY))
                            .as(file.toString())
                            .isFalse();
                    assertThat(content.contains(TestServer.ADMIN_PASSWORD))
                            .as(file.toString())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void missingKeyFileIsNotReplaced() throws IOException {
        try (TestServer server = TestServer.start()) {
            server.stop();
            Path key = new DataLayout(server.dataDirectory()).identityKey();
            byte[] content = Files.readAllBytes(key);
            Files.delete(key);
            assertThatThrownBy(server::restart)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("identity.key")
                    .hasMessageContaining("backup");
            assertThat(key).doesNotExist();
            Files.write(key, content);
            server.restart();
            assertThat(server.s3().listBuckets().buckets()).isEmpty();
        }
    }

    @Test
    void refusesToOpenAdminPortToOthersWithoutTls() {
        assertThatThrownBy(() -> TestServer.start(Map.of("server.admin-listen", "0.0.0.0:0")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("without TLS");
    }

    @Test
    void saysWhichPortIsTaken() {
        try (TestServer first = TestServer.start()) {
            assertThatThrownBy(() -> TestServer.start(Map.of(
                            "server.listen", "127.0.0.1:" + first.endpoint().getPort())))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("S3 port")
                    .hasMessageContaining(String.valueOf(first.endpoint().getPort()));
        }
    }

    @Test
    void localTokenChangesWithEveryStartAndDoesNotPrint() {
        try (TestServer server = TestServer.start()) {
            LocalAccess before = server.localAccess();
            server.restart();
            LocalAccess after = server.localAccess();
            assertThat(after.token()).isNotEqualTo(before.token());
            assertThat(after.toString()).doesNotContain(after.token());
        }
    }
}
