package io.maxiofs.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.identity.SessionService.Issued;
import io.maxiofs.server.identity.SessionService.Session;
import io.maxiofs.server.testing.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** SECURITY class 15: secrets stay out of logs and of the texts of values. */
class SecretsAreNeverShownTest {
    private static final String SECRET = "this-secret-must-never-be-seen-0123";
    private static final String PASSWORD = "this password must never be seen";

    @Test
    void valuesDoNotPrintTheirSecrets() {
        SecretKey secret = new SecretKey(SECRET);
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        AccessKey key = new AccessKey("AKIA1", "ann", AccessKey.Status.ACTIVE, now, null, null, null, null);
        List<Object> values = List.of(
                secret,
                new AccessKey.Issued(key, secret),
                new IdentityService.NewKey("AKIA1", secret, null),
                new IdentityService.NewUser("ann", "", "", "", User.Role.USER, PASSWORD),
                new IdentityService.UserChange(null, null, null, null, PASSWORD),
                new CredentialSource.Credential(Principal.ANONYMOUS, secret, 1),
                new Issued(new Session("ASIA1", "AKIA1", null, null, "", List.of(), now), secret, secret),
                new AccessKeyDocument.Chosen("AKIA1", SECRET),
                new AccessKeyDocument.New("ann", new AccessKeyDocument.Chosen("AKIA1", SECRET), null),
                new UserDocument.New(
                        "ann", null, null, null, null, PASSWORD, new AccessKeyDocument.Chosen("AKIA1", SECRET)));
        assertThat(values).allSatisfy(value -> assertThat(value.toString()).doesNotContain(SECRET, PASSWORD));
    }

    @Test
    void logsOfAServerHaveNoSecrets() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger product = (Logger) LoggerFactory.getLogger("io.maxiofs");
        Level before = product.getLevel();
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.start();
        root.addAppender(appender);
        product.setLevel(Level.TRACE);
        try (TestServer server = TestServer.start()) {
            try (AdminClient admin = server.adminClient()) {
                admin.createUser(new UserDocument.New(
                        "ann", null, null, null, "admin", PASSWORD, new AccessKeyDocument.Chosen("AKIAANN", SECRET)));
                admin.signIn("ann", PASSWORD).close();
            }
            try (S3Client good = server.s3("AKIAANN", SECRET)) {
                good.listBuckets();
            }
            try (S3Client bad = server.s3("AKIAANN", SECRET + "x")) {
                assertThat(catchError(bad)).contains("signature");
            }
        } finally {
            product.setLevel(before);
            root.detachAppender(appender);
        }
        List<String> lines = new ArrayList<>();
        appender.list.forEach(event -> lines.add(event.getFormattedMessage()));
        assertThat(lines).isNotEmpty();
        assertThat(lines)
                .noneMatch(line -> line.contains(SECRET)
                        || line.contains(PASSWORD)
                        || line.contains(TestServer.SECRET_KEY)
                        || line.contains(TestServer.ADMIN_PASSWORD));
    }

    private static String catchError(S3Client client) {
        try {
            client.listBuckets();
            return "";
        } catch (software.amazon.awssdk.services.s3.model.S3Exception e) {
            return String.valueOf(e.getMessage());
        }
    }
}
