package io.maxiofs.server.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.AuditEntry;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SessionDocument;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.Authenticator;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInWireTest {
    private static final String PASSWORD = "ann's own password";

    private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));
    private final TestServer server = TestServer.start(Map.of(), clock);
    private AdminClient local = server.adminClient();

    @BeforeEach
    void makeAnn() {
        local.createUser(new UserDocument.New("ann", null, null, null, "admin", PASSWORD, null));
    }

    @AfterEach
    void stop() {
        local.close();
        server.close();
    }

    private AdminClient as(String token) {
        LocalAccess access = server.localAccess();
        return AdminClient.connect(new LocalAccess(access.url(), token, access.pid(), access.certificate()));
    }

    private SignIn.Tokens signedIn(String password) {
        SignIn.Tokens tokens = local.auth().signIn("ann", password).tokens();
        assertThat(tokens).isNotNull();
        return tokens == null ? new SignIn.Tokens("", Instant.EPOCH, "", Instant.EPOCH) : tokens;
    }

    private static String codeOf(Runnable call) {
        AdminClientException refused = catchThrowableOfType(AdminClientException.class, call::run);
        return Optional.ofNullable(refused)
                .flatMap(AdminClientException::problem)
                .map(Problem::code)
                .orElse("done");
    }

    private String code(String secret) {
        return new Authenticator(secret, clock).code();
    }

    private String challenge() {
        SignIn.Response response = local.auth().signIn("ann", PASSWORD);
        assertThat(response.state()).isEqualTo(SignIn.SECOND_FACTOR_NEEDED);
        assertThat(response.tokens()).isNull();
        return String.valueOf(response.challenge());
    }

    @Test
    void noCodeIsTakenTwiceEvenAfterRestart() {
        AdminClient ann = as(signedIn(PASSWORD).token());
        TwoFactorDocument.Enrolment enrolment = ann.auth().beginTwoFactor(PASSWORD);
        assertThat(enrolment.uri()).startsWith("otpauth://totp/MaxIOFS%3Aann?secret=");
        assertThat(local.auth().signIn("ann", PASSWORD).state())
                .as("not in force before it is confirmed")
                .isEqualTo(SignIn.SIGNED_IN);
        assertThat(codeOf(() -> ann.auth().confirmTwoFactor("000000x"))).isEqualTo("invalid");
        String first = code(enrolment.secret());
        assertThat(ann.auth().confirmTwoFactor(first).codes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(ann.me().twoFactor()).isTrue();
        assertThat(codeOf(() -> local.auth().secondFactor(challenge(), first))).isEqualTo("sign-in-failed");

        clock.advance(Duration.ofSeconds(30));
        String second = code(enrolment.secret());
        assertThat(local.auth().secondFactor(challenge(), second).state()).isEqualTo(SignIn.SIGNED_IN);
        local.close();
        ann.close();
        server.restart();
        local = server.adminClient();
        assertThat(codeOf(() -> local.auth().secondFactor(challenge(), second))).isEqualTo("sign-in-failed");
        clock.advance(Duration.ofSeconds(60));
        assertThat(local.auth()
                        .secondFactor(challenge(), code(enrolment.secret()))
                        .state())
                .isEqualTo(SignIn.SIGNED_IN);
    }

    @Test
    void backupCodesWorkOnceAndAdministratorsHelpWhoeverLostAll() {
        AdminClient ann = as(signedIn(PASSWORD).token());
        String secret = ann.auth().beginTwoFactor(PASSWORD).secret();
        List<String> backup = ann.auth().confirmTwoFactor(code(secret)).codes();
        assertThat(local.auth().secondFactor(challenge(), backup.getFirst()).state())
                .isEqualTo(SignIn.SIGNED_IN);
        assertThat(codeOf(() -> local.auth().secondFactor(challenge(), backup.getFirst())))
                .isEqualTo("sign-in-failed");
        assertThat(ann.auth().twoFactor().backupCodesLeft()).isEqualTo(9);
        List<String> renewed =
                ann.auth().newBackupCodes(PASSWORD, backup.get(1)).codes();
        assertThat(codeOf(() -> local.auth().secondFactor(challenge(), backup.get(2))))
                .isEqualTo("sign-in-failed");
        assertThat(codeOf(() -> ann.auth().disableTwoFactor("a wrong password", renewed.getFirst())))
                .isEqualTo("forbidden");
        ann.auth().disableTwoFactor(PASSWORD, renewed.getFirst());
        assertThat(local.auth().signIn("ann", PASSWORD).state()).isEqualTo(SignIn.SIGNED_IN);

        String again = ann.auth().beginTwoFactor(PASSWORD).secret();
        ann.auth().confirmTwoFactor(code(again));
        local.auth().disableTwoFactorOf("ann");
        assertThat(local.auth().signIn("ann", PASSWORD).state()).isEqualTo(SignIn.SIGNED_IN);
        assertThat(codeOf(ann::me)).as("their sessions end").isEqualTo("unauthenticated");
        ann.close();
    }

    @Test
    void refreshTokenThatComesAgainEndsTheSession() {
        SignIn.Tokens first = signedIn(PASSWORD);
        local.close();
        server.restart();
        local = server.adminClient();
        assertThat(codeOf(() -> as(first.token()).me()))
                .as("short tokens end with the server")
                .isEqualTo("unauthenticated");
        SignIn.Tokens second = local.auth().refresh(first.refreshToken());
        try (AdminClient ann = as(second.token())) {
            assertThat(ann.me().user()).isEqualTo("ann");
            assertThat(codeOf(() -> local.auth().refresh(first.refreshToken()))).isEqualTo("sign-in-failed");
            assertThat(codeOf(ann::me)).isEqualTo("unauthenticated");
            assertThat(codeOf(() -> local.auth().refresh(second.refreshToken())))
                    .isEqualTo("sign-in-failed");
        }
        assertThat(local.audit().entries(query("auth.refresh"), 10, null).items())
                .anyMatch(entry -> "used-before".equals(entry.detail().get("reason"))
                        && entry.actor().name().equals("ann"));
    }

    private static AuditEntry.Query query(String action) {
        return new AuditEntry.Query(null, action, null, null, null, null, null);
    }

    @Test
    void tokensEndWithTheirTime() {
        SignIn.Tokens tokens = signedIn(PASSWORD);
        try (AdminClient ann = as(tokens.token())) {
            clock.advance(Duration.ofMinutes(15).minusSeconds(1));
            assertThat(ann.me().role()).isEqualTo("admin");
            clock.advance(Duration.ofSeconds(1));
            assertThat(codeOf(ann::me)).isEqualTo("unauthenticated");
        }
        clock.advance(Duration.ofDays(13));
        SignIn.Tokens next = local.auth().refresh(tokens.refreshToken());
        clock.advance(Duration.ofDays(14));
        assertThat(codeOf(() -> local.auth().refresh(next.refreshToken()))).isEqualTo("sign-in-failed");
    }

    @Test
    void fiveFailuresLockTheAccountUntilTimeOrAnAdministratorOpensIt() {
        for (int i = 0; i < 5; i++) {
            assertThat(codeOf(() -> local.auth().signIn("ann", "wrong"))).isEqualTo("sign-in-failed");
        }
        assertThat(codeOf(() -> local.auth().signIn("ann", PASSWORD))).isEqualTo("too-many-failures");
        assertThat(local.audit().entries(query("auth.sign-in"), 10, null).items())
                .anyMatch(entry -> "true".equals(entry.detail().get("locked"))
                        && "ann".equals(entry.detail().get("user"))
                        && entry.result().equals("refused"));
        local.auth().unlock("ann");
        signedIn(PASSWORD);
        for (int i = 0; i < 5; i++) {
            assertThat(codeOf(() -> local.auth().signIn("ann", "wrong"))).isEqualTo("sign-in-failed");
        }
        clock.advance(Duration.ofMinutes(15));
        signedIn(PASSWORD);
    }

    @Test
    void administratorsWithoutSecondFactorCanOnlyEnrolWhereItIsDemanded() {
        local.settings().set("security.two-factor.required-for-admins", "true");
        SignIn.Response response = local.auth().signIn("ann", PASSWORD);
        assertThat(response.state()).isEqualTo(SignIn.ENROLMENT_NEEDED);
        SignIn.Tokens tokens = response.tokens();
        try (AdminClient ann = as(tokens == null ? "" : tokens.token())) {
            assertThat(codeOf(ann::users)).isEqualTo("enrolment-needed");
            assertThat(ann.me().enrolmentNeeded()).isTrue();
            String secret = ann.auth().beginTwoFactor(PASSWORD).secret();
            List<String> backup = ann.auth().confirmTwoFactor(code(secret)).codes();
            assertThat(ann.users()).isNotEmpty();
            assertThat(codeOf(() -> ann.auth().disableTwoFactor(PASSWORD, backup.getFirst())))
                    .isEqualTo("forbidden");
        }
    }

    @Test
    void newPasswordEndsOtherSessionsAndFollowsTheRules() {
        SignIn.Tokens other = signedIn(PASSWORD);
        try (AdminClient ann = as(signedIn(PASSWORD).token());
                AdminClient elsewhere = as(other.token())) {
            assertThat(ann.auth().sessions())
                    .hasSize(2)
                    .filteredOn(SessionDocument::current)
                    .hasSize(1);
            assertThat(codeOf(() -> ann.auth().changePassword("not it", "the next password")))
                    .isEqualTo("forbidden");
            local.settings().set("security.password.min-length", "20");
            assertThat(codeOf(() -> ann.auth().changePassword(PASSWORD, "the next password")))
                    .isEqualTo("invalid");
            local.settings().reset("security.password.min-length");
            ann.auth().changePassword(PASSWORD, "the next password");
            assertThat(ann.auth().sessions()).hasSize(1);
            assertThat(codeOf(elsewhere::me)).isEqualTo("unauthenticated");
            assertThat(codeOf(() -> local.auth().refresh(other.refreshToken()))).isEqualTo("sign-in-failed");
            assertThat(codeOf(() ->
                            ann.changeUser("ann", new UserDocument.Change(null, null, null, null, "another password"))))
                    .as("one's own password needs the old one")
                    .isEqualTo("invalid");
        }
    }

    @Test
    void preferencesAreKeptPerPerson() {
        try (AdminClient ann = as(signedIn(PASSWORD).token())) {
            ann.auth().changePreferences(Map.of("theme", "dark", "language", "de"));
            Map<String, @Nullable String> change = new HashMap<>();
            change.put("language", null);
            assertThat(ann.auth().changePreferences(change)).isEqualTo(Map.of("theme", "dark"));
            assertThat(ann.auth().preferences()).isEqualTo(Map.of("theme", "dark"));
            assertThat(codeOf(() -> local.auth().preferences())).isEqualTo("not-available");
        }
    }
}
