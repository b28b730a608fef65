package io.maxiofs.server.observe.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.config.ChangeableSettings.SmtpSecurity;
import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.tls.TlsCertificates;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.PrivateFiles;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** E-mail of alerts through servers that want it encrypted. */
class EncryptedEmailTest {
    private static final String USER = "nas";
    private static final String PASSWORD = "a marked password for the mail server";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final TlsCertificates CERTIFICATES = certificates();

    private static TlsCertificates certificates() {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            return TlsCertificates.open(
                            ConfigurationLoader.load(Map.of("tls.mode", "local-ca"), Map.of(), null),
                            directory.path().resolve("tls"),
                            new PrivateFiles(new LocalDisk()),
                            InstantSource.system(),
                            new SecureRandom())
                    .orElseThrow();
        }
    }

    private static SSLSocketFactory trusting() throws GeneralSecurityException, IOException {
        List<X509Certificate> chain = CERTIFICATES.certificate().chain();
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", chain.getLast());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    private static SmallMailServer server(String mechanisms) {
        return new SmallMailServer(
                new SmallMailServer.Behaviour(false, CERTIFICATES.context(), mechanisms, USER + "\0" + PASSWORD));
    }

    private static EmailDelivery email(String host, SmallMailServer server, String password, SSLSocketFactory trust) {
        return new EmailDelivery(
                () -> new EmailDelivery.Account(
                        host,
                        server.port(),
                        SmtpSecurity.STARTTLS,
                        USER,
                        password,
                        "nas@example.org",
                        List.of("ann@example.org"),
                        Locale.US),
                () -> "nas",
                InstantSource.fixed(NOW),
                () -> trust);
    }

    private static AlertDocument alert() {
        return new AlertDocument(
                "id",
                "disk_space_critical",
                "",
                "critical",
                "firing",
                new AlertDocument.Times(NOW, null, null),
                new AlertDocument.Reading(3.0, 5.0, "percent"),
                new AlertDocument.Words("The disk is nearly full", "Only 3 % are free.", "Make room."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN"})
    void signsInAndSendsOnlyAfterTheConnectionIsEncrypted(String mechanism)
            throws GeneralSecurityException, IOException {
        try (SmallMailServer server = server(mechanism)) {
            email("127.0.0.1", server, PASSWORD, trusting()).send(alert());
            assertThat(server.messages()).hasSize(1);
            assertThat(server.messages().getFirst()).contains("Make room.");
            assertThat(server.commands()).contains("STARTTLS");
            assertThat(server.encrypted()).anyMatch(line -> line.startsWith("AUTH " + mechanism));
            int begin = server.commands().indexOf("STARTTLS") + 1;
            assertThat(server.commands().subList(begin, server.commands().size()))
                    .as("all that follows is encrypted")
                    .isEqualTo(server.encrypted());
        }
    }

    @Test
    void refusesAServerWhoseCertificateNobodyTrusts() {
        try (SmallMailServer server = server("PLAIN")) {
            EmailDelivery email =
                    email("127.0.0.1", server, PASSWORD, (SSLSocketFactory) SSLSocketFactory.getDefault());
            assertThatThrownBy(() -> email.send(alert()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .hasMessageContaining("does not trust")
                    .hasMessageContaining("nothing was sent")
                    .hasMessageNotContaining(PASSWORD);
            assertThat(server.messages()).isEmpty();
            assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH") || line.startsWith("MAIL"));
        }
    }

    @Test
    void saysThatNameOrPasswordIsWrongWithoutTellingThem() throws GeneralSecurityException, IOException {
        SSLSocketFactory trust = trusting();
        try (SmallMailServer server = server("PLAIN LOGIN")) {
            EmailDelivery email = email("127.0.0.1", server, "another marked password", trust);
            assertThatThrownBy(() -> email.send(alert()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not let the user sign in")
                    .hasMessageNotContaining("marked");
            assertThat(server.messages()).isEmpty();
        }
    }
}
