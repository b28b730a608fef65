package io.maxiofs.server.observe.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.config.ChangeableSettings.SmtpSecurity;
import io.maxiofs.storage.reference.SettableClock;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Alerts on their way to people. */
class AlertMessengerTest {
    private static final String PASSWORD = "a password for the mail server";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);

    private static AlertDocument alert(String severity, @Nullable Instant mutedUntil) {
        return new AlertDocument(
                "id",
                "disk_space_critical",
                "",
                severity,
                "firing",
                new AlertDocument.Times(NOW, null, mutedUntil),
                new AlertDocument.Reading(3.0, 5.0, "percent"),
                new AlertDocument.Words("The disk is nearly full", "Only 3.0 % are free – hurry.", "Make room."));
    }

    private EmailDelivery email(SmallMailServer server, SmtpSecurity security, String user) {
        return email(server, security, user, Locale.US);
    }

    private EmailDelivery email(SmallMailServer server, SmtpSecurity security, String user, Locale language) {
        return new EmailDelivery(
                () -> new EmailDelivery.Account(
                        "127.0.0.1",
                        server.port(),
                        security,
                        user,
                        PASSWORD,
                        "nas@example.org",
                        List.of("ann@example.org", "bob@example.org"),
                        language),
                () -> "nas",
                clock);
    }

    @Test
    void handsInAMessageThatSaysWhatIsTheCaseAndWhatToDo() throws IOException {
        try (SmallMailServer server = new SmallMailServer(false)) {
            EmailDelivery email = email(server, SmtpSecurity.NONE, "nas");
            assertThat(email.isEnabled()).isTrue();
            email.send(alert("critical", null));
            assertThat(server.messages()).hasSize(1);
            assertThat(server.messages().getFirst())
                    .contains(
                            "Subject: [MaxIOFS nas] CRITICAL: The disk is nearly full",
                            "Make room.",
                            "To: ann@example.org");
            assertThat(server.commands())
                    .anyMatch(line -> line.startsWith("AUTH"))
                    .anyMatch(line -> line.contains("bob@example.org"));
        }
    }

    @Test
    void writesInTheLanguageThatIsSet() throws IOException, MessagingException {
        AlertDocument over = new AlertDocument(
                "id",
                "client_silent",
                "restic on rosa",
                "warning",
                "resolved",
                new AlertDocument.Times(NOW, NOW.plusSeconds(60), null),
                new AlertDocument.Reading(4.0, 3.0, "days"),
                new AlertDocument.Words("A title", "A sentence", "A remedy"));
        try (SmallMailServer server = new SmallMailServer(false)) {
            EmailDelivery email = email(server, SmtpSecurity.NONE, "nas", Locale.GERMANY);
            email.send(alert("critical", null));
            email.send(over);
            MimeMessage first = read(server.messages().getFirst());
            assertThat(first.getSubject()).isEqualTo("[MaxIOFS nas] KRITISCH: Der Datenträger ist fast voll");
            assertThat(first.getContentLanguage()).containsExactly("de");
            assertThat((String) first.getContent())
                    .contains(
                            "Nur 3,0 % des Datenträgers sind frei.",
                            "Was zu tun ist: Schaffen Sie jetzt Platz", "Seit: ")
                    .doesNotContain("What to do", "hurry", "Betrifft");
            MimeMessage second = read(server.messages().getLast());
            assertThat(second.getSubject()).isEqualTo("[MaxIOFS nas] BEHOBEN: Eine Sicherung kommt nicht mehr");
            assertThat((String) second.getContent())
                    .contains("Das ist vorbei seit 2026-03-01T12:01:00Z.", "Betrifft: restic on rosa");
        }
    }

    private static MimeMessage read(String message) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void bothLanguagesHaveAllTheWordsAroundAnAlert() {
        Control own = Control.getNoFallbackControl(Control.FORMAT_PROPERTIES);
        String name = "io.maxiofs.server.observe.alert.email";
        ResourceBundle english = ResourceBundle.getBundle(name, Locale.ROOT, own);
        ResourceBundle german = ResourceBundle.getBundle(name, Locale.GERMAN, own);
        for (String key : english.keySet()) {
            // Where German has no word the English one is inherited.
            boolean same = key.equals("subject");
            assertThat(german.getString(key).equals(english.getString(key)))
                    .as(key)
                    .isEqualTo(same);
        }
        assertThat(german.keySet()).isEqualTo(english.keySet());
    }

    @Test
    void sendsNothingInTheClearWhereEncryptionIsAskedFor() {
        try (SmallMailServer server = new SmallMailServer(false)) {
            AlertMessenger messenger =
                    new AlertMessenger(List.of(email(server, SmtpSecurity.STARTTLS, "nas")), clock, Duration.ZERO);
            assertThat(messenger.test("email", alert("info", null))).isPresent();
            assertThat(server.messages()).isEmpty();
            assertThat(server.commands()).noneMatch(line -> line.startsWith("AUTH"));
            messenger.close();
        }
    }

    @Test
    void tellsWhyAMessageWasRefusedWithoutTheSecret() {
        try (SmallMailServer server = new SmallMailServer(true)) {
            AlertMessenger messenger =
                    new AlertMessenger(List.of(email(server, SmtpSecurity.NONE, "nas")), clock, Duration.ZERO);
            assertThat(messenger.test("email", alert("info", null)).orElseThrow())
                    .contains("127.0.0.1")
                    .doesNotContain(PASSWORD);
            AlertDocument.Delivery delivery = messenger.deliveries().getLast();
            assertThat(delivery.lastError()).isNotNull();
            assertThat(delivery.lastSent()).isNull();
            messenger.close();
        }
    }

    /** Fails a number of times, then takes what comes. */
    private static final class Flaky implements AlertDelivery {
        private final AtomicInteger failures;
        private final BlockingQueue<AlertDocument> taken = new LinkedBlockingQueue<>();
        private volatile String target = "somebody";

        Flaky(int failures) {
            this.failures = new AtomicInteger(failures);
        }

        @Override
        public String kind() {
            return "webhook";
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public void send(AlertDocument alert) throws IOException {
            if (failures.getAndDecrement() > 0) {
                throw new IOException("not now");
            }
            taken.add(alert);
        }
    }

    @Test
    void triesAgainUntilItIsTaken() throws InterruptedException {
        Flaky flaky = new Flaky(2);
        try (AlertMessenger messenger = new AlertMessenger(List.of(flaky), clock, Duration.ZERO)) {
            messenger.tell(alert("critical", null));
            assertThat(flaky.taken.poll(120, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void sendsNeitherWhatIsMutedNorWhatIsOfNoConsequence() throws InterruptedException {
        Flaky flaky = new Flaky(0);
        try (AlertMessenger messenger = new AlertMessenger(List.of(flaky), clock, Duration.ZERO)) {
            messenger.tell(alert("critical", NOW.plusSeconds(1)));
            messenger.tell(alert("info", null));
            AlertDocument last = alert("warning", NOW.minusSeconds(1));
            messenger.tell(last);
            assertThat(flaky.taken.poll(120, TimeUnit.SECONDS)).isEqualTo(last);
            assertThat(flaky.taken).isEmpty();
            flaky.target = "";
            assertThat(messenger.test("webhook", last)).contains("Nobody is configured to be told by webhook");
            assertThat(messenger.test("pigeon", last)).isPresent();
        }
    }
}
