package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.admin.api.HealthDocument;
import io.maxiofs.server.admin.api.ServerOverview;
import io.maxiofs.server.admin.api.WebhookDocument;
import io.maxiofs.server.observe.alert.AlertRule;
import io.maxiofs.server.observe.alert.SmallMailServer;
import io.maxiofs.server.testing.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** How a real server says it is, over its admin port. */
class HealthWireTest {
    private static TestServer server;
    private AdminClient client;

    @BeforeAll
    static void startServer() {
        server = TestServer.start();
        server.s3().createBucket(request -> request.bucket("held"));
        server.s3().putObject(request -> request.bucket("held").key("a"), RequestBody.fromString("12345"));
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void connect() {
        client = server.adminClient();
    }

    @AfterEach
    void disconnect() {
        client.close();
    }

    @Test
    void givesTheFirstScreenAllItShowsInOneAnswer() {
        ServerOverview overview = client.health().overview();
        assertThat(overview.instance()).matches("[0-9a-f-]{36}");
        assertThat(overview.server().pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(overview.state().name()).isEqualTo("running");
        assertThat(overview.space().current()).isEqualTo(5);
        assertThat(overview.space().total()).isPositive();
        assertThat(overview.addresses()).anySatisfy(address -> {
            assertThat(address.url()).isEqualTo(server.endpoint().toString());
            assertThat(address.listening()).isTrue();
            assertThat(address.scope()).isEqualTo("machine");
        });
    }

    @Test
    void looksAtEveryThing() {
        HealthDocument health = client.health().findings();
        assertThat(health.ready()).isTrue();
        assertThat(health.findings())
                .extracting(HealthDocument.Finding::area)
                .contains("drive", "journal", "index", "scrub", "compaction", "space", "memory", "ports", "lifecycle");
        assertThat(health.findings())
                .filteredOn(finding -> finding.area().equals("drive"))
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo("ok"));
    }

    @Test
    void pausesScrubsAndMovesTheirWindowForGood() {
        try (TestServer other = TestServer.start()) {
            try (AdminClient admin = other.adminClient()) {
                admin.health().pauseScrub();
                assertThat(admin.health()
                                .scrubWindow(new HealthDocument.Window("03:00-04:00"))
                                .scrub()
                                .window())
                        .isEqualTo("03:00-04:00");
                assertThatThrownBy(() -> admin.health().scrubWindow(new HealthDocument.Window("at night")))
                        .hasMessageContaining("HH:MM");
                awaitScrub(admin, "paused");
            }
            other.restart();
            try (AdminClient admin = other.adminClient()) {
                awaitScrub(admin, "paused");
                assertThat(admin.health().findings().scrub().window()).isEqualTo("03:00-04:00");
                admin.health().startScrub();
                long deadline = System.nanoTime() + 30_000_000_000L;
                while (admin.health().findings().scrub().last() == null) {
                    assertThat(System.nanoTime()).as("a complete scrub").isLessThan(deadline);
                }
            }
        }
    }

    private static void awaitScrub(AdminClient admin, String state) {
        long deadline = System.nanoTime() + 30_000_000_000L;
        while (!admin.health().findings().scrub().state().equals(state)) {
            assertThat(System.nanoTime()).as(state).isLessThan(deadline);
        }
    }

    @Test
    void tellsRulesObjectivesAndWaysOfBeingTold() {
        assertThat(client.alerts().rules()).hasSize(AlertRule.values().length);
        assertThat(client.alerts().objectives()).hasSize(5);
        assertThat(client.alerts().deliveries())
                .extracting(AlertDocument.Delivery::kind)
                .containsExactly("desktop", "email", "webhook");
        assertThat(client.alerts().test("webhook").sent()).isFalse();
        assertThat(client.alerts().history(10, null).items()).isNotNull();
        Instant until = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.MILLIS);
        client.alerts().mute(new AlertDocument.Mute("flush_slow", null, until));
        assertThat(client.alerts().rules())
                .filteredOn(rule -> rule.rule().equals("flush_slow"))
                .extracting(AlertDocument.Rule::mutedUntil)
                .containsExactly(until);
        client.alerts().mute(new AlertDocument.Mute("flush_slow", null, null));
        assertThatThrownBy(() -> client.alerts().mute(new AlertDocument.Mute("no_such", null, until)))
                .hasMessageContaining("no_such");
    }

    @Test
    void firesWhenManySignInsFailAndSendsMail() {
        try (SmallMailServer mail = new SmallMailServer(false);
                TestServer other = TestServer.start(Map.of(
                        "email.smtp.host", "127.0.0.1",
                        "email.smtp.port", String.valueOf(mail.port()),
                        "email.smtp.security", "none",
                        "email.from", "nas@example.org",
                        "email.to", "ann@example.org",
                        "alerts.sign-in-failures", "3"));
                AdminClient admin = other.adminClient()) {
            for (int i = 0; i < 3; i++) {
                String nobody = "nobody" + i;
                assertThatThrownBy(() -> admin.signIn(nobody, "wrong")).isNotNull();
            }
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (mail.messages().isEmpty()) {
                assertThat(System.nanoTime()).as("an e-mail").isLessThan(deadline);
                Thread.onSpinWait();
            }
            assertThat(mail.messages().getFirst()).contains("Somebody tries passwords");
            assertThat(admin.alerts().firing()).extracting(AlertDocument::rule).contains("sign_in_failures");
            assertThat(admin.alerts().history(10, null).items())
                    .extracting(AlertDocument::rule)
                    .contains("sign_in_failures");
            admin.settings().set("email.language", "de");
            assertThat(admin.alerts().test("email").sent()).isTrue();
            assertThat(mail.messages()).anyMatch(message -> message.contains("Dies ist ein Test"));
        }
    }

    @Test
    void bundlesDiagnosticsWithoutSecrets() throws IOException {
        AccessKeyDocument.Issued key = client.createAccessKey(new AccessKeyDocument.New("admin", null, null));
        String hookSecret = "a-marked-secret-of-a-webhook";
        client.addWebhook(new WebhookDocument.New("marked", "https://hooks.example.org/x", hookSecret));
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        client.health().diagnostics(bundle);
        Map<String, String> files = unzip(bundle.toByteArray());
        assertThat(files.keySet())
                .contains(
                        "health.json",
                        "log.txt",
                        "settings.json",
                        "status.json",
                        "threads.txt",
                        "versions.txt",
                        "alerts.json");
        assertThat(files.get("threads.txt")).contains("committer");
        List<String> secrets = List.of(
                key.secretKey(),
                hookSecret,
                TestServer.SECRET_KEY,
                TestServer.ADMIN_PASSWORD,
                server.localAccess().token());
        files.forEach((name, text) -> {
            for (String secret : secrets) {
                assertThat(text.contains(secret)).as(name + " has a secret").isFalse();
            }
        });
        client.removeWebhook("marked");
    }

    private static Map<String, String> unzip(byte[] bundle) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
