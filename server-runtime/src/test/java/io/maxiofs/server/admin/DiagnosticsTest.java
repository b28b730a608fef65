package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.BucketDocument;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.WebhookDocument;
import io.maxiofs.server.config.ChangeableSettings;
import io.maxiofs.server.config.SettingType;
import io.maxiofs.server.identity.FirstAdministrator;
import io.maxiofs.server.testing.ServerProcess;
import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is handed to those who help has no secret in it, wherever secrets are put and however much is logged. */
class DiagnosticsTest {
    private static final String CANARY = "CANARY";
    private static final String PASSWORD = CANARY + "-password-of-admin";
    private static final String SECRET_KEY = CANARY + "/secret/key/0123456789+abcdefghijklmno";
    private static final String ACCESS_KEY = "AKIATESTTESTTESTTEST";

    private final List<String> secrets = new ArrayList<>();

    private static ServerProcess start(Path data) {
        return ServerProcess.start(
                data,
                Map.of(
                        FirstAdministrator.PASSWORD_VARIABLE,
                        PASSWORD,
                        FirstAdministrator.ACCESS_KEY_VARIABLE,
                        ACCESS_KEY,
                        FirstAdministrator.SECRET_KEY_VARIABLE,
                        SECRET_KEY,
                        "MAXIOFS_METRICS_TOKEN",
                        CANARY + "-token-by-environment",
                        "SOMEBODYS_CREDENTIALS",
                        CANARY + "-of-the-environment"),
                "--set",
                "log.level=trace");
    }

    @Test
    void bundleHasNoSecretAtAll() throws IOException, InterruptedException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path data = directory.path().resolve("data");
            try (ServerProcess server = start(data);
                    AdminClient admin = AdminClient.connect(server.admin(), (String) null)) {
                SignIn.Tokens tokens = admin.auth().signIn("admin", PASSWORD).tokens();
                assertThat(tokens).isNotNull();
                secrets.addAll(List.of(tokens.token(), tokens.refreshToken()));
                AdminClient signedIn = admin.withToken(tokens.token());
                plantSettings(signedIn);
                plantPeopleAndLinks(signedIn);
                makeItLog(server, signedIn);
                secrets.addAll(ownSecrets(data));
                ByteArrayOutputStream bundle = new ByteArrayOutputStream();
                signedIn.health().diagnostics(bundle);
                assertClean(bundle.toByteArray());
            }
        }
    }

    /** One in every setting that is secret: a new one is in the test by itself. */
    private void plantSettings(AdminClient admin) {
        int planted = 0;
        for (var setting : ChangeableSettings.ALL) {
            String key = setting.setting().key();
            if (setting.setting().type().form().kind() == SettingType.Kind.SECRET && !key.equals("metrics.token")) {
                admin.settings().set(key, CANARY + "-of-" + key);
                planted++;
            }
        }
        assertThat(planted)
                .as("the token of metrics comes from the environment")
                .isPositive();
        admin.settings().set("email.smtp.host", "127.0.0.1");
        admin.settings().set("email.smtp.port", "1");
        admin.settings().set("email.smtp.user", "nas");
        admin.settings().set("email.from", "nas@example.org");
        admin.settings().set("email.to", "ann@example.org");
        admin.addWebhook(new WebhookDocument.New("marked", "http://127.0.0.1:1/x?token=" + CANARY, CANARY + "-hook"));
        admin.settings().set("alerts.webhook", "marked");
    }

    private void plantPeopleAndLinks(AdminClient admin) {
        AccessKeyDocument.Issued key = admin.createAccessKey(new AccessKeyDocument.New("admin", null, null));
        secrets.add(key.secretKey());
        admin.buckets().create(new BucketDocument.New("shared", null, false, false));
        secrets.add(admin.auth().beginTwoFactor(PASSWORD).secret());
        assertThatThrownBy(() -> admin.auth().signIn("admin", CANARY + "-wrong"))
                .isInstanceOf(AdminClientException.class);
    }

    /** What fails is what gets logged. */
    private void makeItLog(ServerProcess server, AdminClient admin) throws IOException, InterruptedException {
        for (String kind : List.of("email", "webhook")) {
            assertThat(admin.alerts().test(kind)).isNotNull();
        }
        String signature = CANARY + "-signature";
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String target : List.of("/shared/k", "/shared/k?X-Amz-Signature=" + signature, "/_share/" + CANARY)) {
                http.send(
                        HttpRequest.newBuilder(server.endpoint().resolve(target))
                                .header(
                                        "Authorization",
                                        "AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY
                                                + "/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature="
                                                + signature)
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        }
    }

    /** Those the server made itself, in the forms in which they might be printed. */
    private static List<String> ownSecrets(Path data) throws IOException {
        DataLayout layout = new DataLayout(data);
        byte[] master = Files.readAllBytes(layout.identityKey());
        return List.of(
                AdminJson.lenient()
                        .read(Files.readAllBytes(layout.localAccess()), LocalAccess.class)
                        .token(),
                Base64.getEncoder().encodeToString(master),
                new String(master, StandardCharsets.ISO_8859_1).strip());
    }

    private void assertClean(byte[] bundle) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(files).containsKeys("log.txt", "settings.json", "alerts.json", "threads.txt", "versions.txt");
        assertThat(files.get("log.txt"))
                .as("the end of the log, which tells what was just done")
                .contains("DEBUG", "127.0.0.1");
        assertThat(files.get("settings.json")).contains("tls.key", "listen");
        files.forEach((name, text) -> {
            // Not the texts: a failure would print the secrets into the log of a build.
            assertThat(text.contains(CANARY))
                    .as(name + " has something that was planted")
                    .isFalse();
            for (String secret : secrets) {
                assertThat(secret).hasSizeGreaterThan(8);
                assertThat(text.contains(secret)).as(name + " has a secret").isFalse();
            }
        });
    }
}
