package io.maxiofs.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.model.SessionHome;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.admin.api.TwoFactorDocument;
import io.maxiofs.server.admin.api.UserDocument;
import io.maxiofs.server.testing.Authenticator;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The form as a person fills it in, for a server somewhere else whose user has a second factor. */
class RemoteSignInDialogTest extends DesktopTest {
    private static final String PASSWORD = "a password for ann";
    private static final Duration STEP = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock(Instant.now());
    private final TestServer elsewhere = TestServer.start(Map.of("tls.mode", "local-ca"), clock);
    private final Background background = new Background(new FxUiThread());
    private final AtomicReference<@Nullable Session> signedIn = new AtomicReference<>();

    @AfterEach
    void stop() {
        background.close();
        elsewhere.close();
    }

    /** What ann has besides the password. */
    private record Factor(Authenticator phone, List<String> backup) {}

    private Factor enrol() {
        try (AdminClient admin = elsewhere.adminClient()) {
            admin.createUser(new UserDocument.New("ann", null, "Ann", null, "admin", PASSWORD, null));
            SignIn.Tokens tokens =
                    Objects.requireNonNull(admin.auth().signIn("ann", PASSWORD).tokens());
            AdminClient ann = admin.withToken(tokens.token());
            TwoFactorDocument.Enrolment enrolment = ann.auth().beginTwoFactor(PASSWORD);
            Authenticator phone = new Authenticator(enrolment.secret(), clock);
            List<String> backup = ann.auth().confirmTwoFactor(phone.code()).codes();
            clock.advance(STEP);
            return new Factor(phone, backup);
        }
    }

    private void open(Server.@Nullable Remote known) {
        fx(() -> RemoteSignInDialog.show(
                new FxDialogs(texts(), theme(), () -> null),
                texts(),
                new RemoteSignInViewModel(
                        new SessionHome(new FxUiThread(), clock, sessionHome().config()),
                        background,
                        texts(),
                        known,
                        signedIn::set)));
    }

    private void awaitSaid(String textKey) {
        String text = texts().get(textKey);
        await("it says: " + text, () -> textsShown("form-failure").contains(text));
    }

    private Session awaitSession() {
        await("somebody is signed in", () -> signedIn.get() != null);
        await("the form is gone", () -> find("sign-in-password").isEmpty());
        return closedAfterwards(Objects.requireNonNull(signedIn.getAndSet(null)));
    }

    private void awaitEmptyCode() {
        await(
                "another code can be typed",
                () -> now("sign-in-code", TextField.class).getText().isEmpty());
    }

    @Test
    void asksForCertificatePasswordAndCodeAndTakesABackupCode() {
        Factor factor = enrol();
        open(null);
        type(
                "sign-in-address",
                elsewhere.admin().getHost() + ":" + elsewhere.admin().getPort());
        type("sign-in-user", "ann");
        type("sign-in-password", PASSWORD);
        clickAction();
        awaitSaid("servers.sign-in.compare");
        assertThat(fx(() -> now("sign-in-fingerprint", TextArea.class).getText()))
                .contains("Server ", "Authority ");
        assertThat(countShown("form-failure")).isEqualTo(1);
        click("sign-in-compared");
        clickAction();
        awaitSaid("servers.sign-in.code-needed");
        node("sign-in-code", TextField.class);
        screenshotOfDialog("sign-in-code");

        String right = factor.phone().code();
        type("sign-in-code", right.equals("000000") ? "000001" : "000000");
        clickAction();
        awaitSaid("servers.sign-in.code-wrong");
        awaitEmptyCode();
        assertThat(signedIn.get()).isNull();

        type("sign-in-code", right);
        clickAction();
        Session first = awaitSession();
        assertThat(first.me().user()).isEqualTo("ann");
        assertThat(first.admin().status().version()).isNotBlank();

        open((Server.Remote) first.server());
        type("sign-in-password", "not this one");
        clickAction();
        awaitSaid("servers.sign-in.refused");
        type("sign-in-password", PASSWORD);
        clickAction();
        awaitSaid("servers.sign-in.code-needed");
        type("sign-in-code", right);
        clickAction();
        awaitSaid("servers.sign-in.code-wrong");
        awaitEmptyCode();
        type("sign-in-code", factor.backup().getFirst());
        clickAction();
        assertThat(awaitSession().me().user()).isEqualTo("ann");
    }
}
