package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.Items;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class AuditWireTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"*\"},\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::photos/*\"}]}";

    private static AuditEntry.Query action(String action) {
        return new AuditEntry.Query(null, action, null, null, null, null, null);
    }

    /** Waits for it: what S3 did is told when the answer has been sent. */
    private static AuditEntry only(AdminClient client, String action) {
        Instant end = Instant.now().plus(PATIENCE);
        List<AuditEntry> found = List.of();
        while (found.isEmpty() && Instant.now().isBefore(end)) {
            found = client.audit().entries(action(action), 10, null).items();
        }
        assertThat(found).as(action).hasSize(1);
        return found.getFirst();
    }

    private static UserDocument.New user(String name, String password, String secret) {
        return new UserDocument.New(
                name, null, null, null, "user", password, new AccessKeyDocument.Chosen("AKIA" + name, secret));
    }

    @Test
    void changesThroughEveryDoorAreTold() {
        try (TestServer server = TestServer.start();
                AdminClient local = server.adminClient()) {
            local.createUser(user("ann", "ann's own password", "ann-has-this-secret"));
            assertThatThrownBy(() -> local.createUser(user("ann", "ann's own password", "ann-has-another")))
                    .isInstanceOf(AdminClientException.class);
            List<AuditEntry> made =
                    local.audit().entries(action("user.create"), 10, null).items();
            assertThat(made).extracting(AuditEntry::result).containsExactly("refused", "success");
            assertThat(made).extracting(AuditEntry::resource).containsOnly("user/ann");
            assertThat(made.getFirst().detail()).containsEntry("problem", "exists");
            assertThat(made.getFirst().actor().kind()).isEqualTo("local");

            S3Client s3 = server.s3();
            s3.createBucket(b -> b.bucket("photos"));
            s3.putObject(b -> b.bucket("photos").key("one"), RequestBody.fromString("body"));
            s3.deletePublicAccessBlock(b -> b.bucket("photos"));
            s3.putBucketPolicy(b -> b.bucket("photos").policy(POLICY));
            AuditEntry policy = only(local, "s3.PutBucketPolicy");
            assertThat(policy.resource()).isEqualTo("bucket/photos");
            assertThat(policy.actor().name()).isEqualTo("admin");
            assertThat(policy.detail()).containsEntry("access-key", TestServer.ACCESS_KEY);
            assertThat(local.audit().entries(action("s3.PutObject"), 10, null).items())
                    .as("objects are not told of unless somebody wants it")
                    .isEmpty();

            try (S3Client ann = server.s3("AKIAann", "ann-has-this-secret")) {
                assertThatThrownBy(() -> ann.deleteBucketPolicy(b -> b.bucket("photos")))
                        .isInstanceOf(S3Exception.class);
            }
            AuditEntry refused = only(local, "s3.DeleteBucketPolicy");
            assertThat(refused.result()).isEqualTo("refused");
            assertThat(refused.detail()).containsEntry("problem", "AccessDenied");
            assertThat(refused.actor().name()).isEqualTo("ann");
            assertThat(refused.detail()).containsEntry("access-key", "AKIAann").doesNotContainKey("claimed-key");

            local.settings().set("audit.object-writes", "true");
            s3.putObject(b -> b.bucket("photos").key("two"), RequestBody.fromString("body"));
            assertThat(only(local, "s3.PutObject").resource()).isEqualTo("object/photos/two");
            assertThat(only(local, "setting.set").detail()).containsEntry("audit.object-writes", "false → true");
        }
    }

    @Test
    void pagesFiltersAndTables() throws IOException {
        try (TestServer server = TestServer.start();
                AdminClient local = server.adminClient()) {
            for (int i = 0; i < 5; i++) {
                local.createUser(user("u" + i, "a password of " + i, "secret-of-somebody-" + i));
            }
            Items<AuditEntry> first = local.audit().entries(action("user."), 2, null);
            assertThat(first.items()).extracting(AuditEntry::resource).containsExactly("user/u4", "user/u3");
            Items<AuditEntry> second = local.audit().entries(action("user."), 2, first.next());
            Items<AuditEntry> third = local.audit().entries(action("user."), 2, second.next());
            assertThat(third.items()).extracting(AuditEntry::resource).containsExactly("user/u0");
            assertThat(third.next()).isNull();
            AuditEntry.Query text = new AuditEntry.Query(null, null, "user/", "success", null, null, "USER/U3");
            assertThat(local.audit().entries(text, 10, null).items()).hasSize(1);
            assertThatThrownBy(() -> local.audit().entries(AuditEntry.Query.ALL, 1_001, null))
                    .isInstanceOf(AdminClientException.class);

            assertThatThrownBy(() -> local.auth().signIn("=cmd|' /C calc'!A0, \"x\"", "wrong"))
                    .isInstanceOf(AdminClientException.class);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            local.audit().csv(AuditEntry.Query.ALL, out);
            String table = out.toString(StandardCharsets.UTF_8);
            assertThat(table).startsWith("id,time,actor,").contains(",user.create,user/u4,success,");
            assertThat(table.lines()).hasSize(7);
        }
        assertThat(AuditRoutes.field("=1+1")).isEqualTo("'=1+1");
        assertThat(AuditRoutes.field("@x,\"y\"")).isEqualTo("\"'@x,\"\"y\"\"\"");
        assertThat(AuditRoutes.field("plain")).isEqualTo("plain");
    }

    @Test
    void oldEntriesGoAfterTheirTime() {
        SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
        try (TestServer server = TestServer.start(Map.of(), clock);
                AdminClient local = server.adminClient()) {
            local.createUser(user("old", "a password of old", "secret-of-somebody-old"));
            assertThat(local.audit().entries(action("user.create"), 10, null).items())
                    .hasSize(1);
            clock.advance(Duration.ofDays(91));
            local.createUser(user("young", "a password of young", "secret-of-somebody-new"));
            server.restart();
            try (AdminClient again = server.adminClient()) {
                assertThat(again.audit()
                                .entries(action("user.create"), 10, null)
                                .items())
                        .extracting(AuditEntry::resource)
                        .containsExactly("user/young");
            }
        }
    }

    @Test
    void noSecretIsEverInTheFile() throws IOException {
        String marker = "MARKED-SECRET-93f1";
        try (TestServer server = TestServer.start();
                AdminClient local = server.adminClient()) {
            local.createUser(user("ann", marker + " password", marker + "-key"));
            local.changeUser("ann", new UserDocument.Change(null, null, null, null, marker + " other"));
            assertThatThrownBy(() -> local.auth().signIn("ann", marker + " wrong"))
                    .isInstanceOf(AdminClientException.class);
            SignIn.Tokens tokens = local.auth().signIn("ann", marker + " other").tokens();
            assertThat(tokens).isNotNull();
            local.settings().set("email.smtp.password", marker);
            assertThat(local.settings().get("email.smtp.password").value()).isNull();
            assertThatThrownBy(() -> local.auth().refresh(marker)).isInstanceOf(AdminClientException.class);
            for (Route route : AdminApiTest.routeTable()) {
                marked(server, route, marker);
            }
            assertThat(local.audit().entries(AuditEntry.Query.ALL, 1_000, null).items())
                    .hasSizeGreaterThan(40);
            server.stop();
            try (Stream<Path> files = Files.list(new DataLayout(server.dataDirectory()).serverDirectory())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain(marker);
                    if (tokens != null) {
                        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                                .doesNotContain(tokens.token(), tokens.refreshToken());
                    }
                }
            }
            server.startAgain();
        }
    }

    /** Sends every field that could be a secret to a route; most are refused, and all are told of. */
    private static void marked(TestServer server, Route route, String marker) {
        boolean dangerous =
                route.template().contains("shutdown") || route.template().contains("s3-credentials");
        if (route.method().equals("GET") || dangerous) {
            return;
        }
        String path = "/"
                + String.join(
                        "/",
                        route.template().stream()
                                .map(part -> part.startsWith("{") ? "nobody-has-this" : part)
                                .toList());
        for (String field : List.of(
                "password",
                "oldPassword",
                "newPassword",
                "secret",
                "secretKey",
                "value",
                "code",
                "challenge",
                "refreshToken",
                "policy",
                "document")) {
            RawCalls.send(
                    server, route.method(), path, "{\"" + field + "\":\"" + marker + "\",\"name\":\"some-name\"}");
        }
    }
}
