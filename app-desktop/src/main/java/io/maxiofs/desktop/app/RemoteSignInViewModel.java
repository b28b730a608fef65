package io.maxiofs.desktop.app;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Failures;
import io.maxiofs.desktop.fx.FormDialog;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.model.SessionHome;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminClientException;
import io.maxiofs.server.admin.api.ConnectionTrouble;
import io.maxiofs.server.admin.api.PinnedCertificate;
import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.admin.api.SignIn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * Signing in to a server elsewhere, in up to three steps: compare its certificate, give the password, give a code. Used on
 * the user interface thread.
 */
final class RemoteSignInViewModel {
    private static final int ADMIN_PORT = 9901;

    private final SessionHome home;
    private final Background background;
    private final Texts texts;
    private final String id;
    private final Consumer<Session> signedIn;
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty address = new SimpleStringProperty(this, "address", "");
    private final StringProperty user = new SimpleStringProperty(this, "user", "");
    private final StringProperty password = new SimpleStringProperty(this, "password", "");
    private final StringProperty code = new SimpleStringProperty(this, "code", "");
    private final BooleanProperty compared = new SimpleBooleanProperty(this, "compared");
    private final ReadOnlyStringWrapper fingerprint = new ReadOnlyStringWrapper(this, "fingerprint", "");
    private final ReadOnlyBooleanWrapper codeNeeded = new ReadOnlyBooleanWrapper(this, "codeNeeded");
    private @Nullable PinnedCertificate pinned;

    /**
     * @param server one that is known already; null for a new one
     * @param signedIn gets the session
     */
    RemoteSignInViewModel(
            SessionHome home,
            Background background,
            Texts texts,
            Server.@Nullable Remote server,
            Consumer<Session> signedIn) {
        this.home = home;
        this.background = background;
        this.texts = texts;
        this.signedIn = signedIn;
        this.id = server == null ? UUID.randomUUID().toString() : server.id();
        if (server != null) {
            name.set(server.name());
            address.set(server.admin().toString());
            user.set(server.user());
            String pem = server.certificate();
            if (pem != null) {
                pinned = PinnedCertificate.ofPem(pem);
                compared.set(true);
            }
        }
        address.addListener((o, before, now) -> forgetCertificate());
        // Somebody else may have no second factor.
        user.addListener((o, before, now) -> codeNeeded.set(false));
    }

    /** Another address is another server. */
    private void forgetCertificate() {
        pinned = null;
        compared.set(false);
        fingerprint.set("");
        codeNeeded.set(false);
        code.set("");
    }

    /** Goes as far as it can; what is missing then is asked for. */
    void proceed(FormDialog.Outcome outcome) {
        Optional<URI> url = parse(address.get());
        if (url.isEmpty()) {
            outcome.failed(texts.get("servers.sign-in.bad-address"));
            return;
        }
        if (url.get().getScheme().equals("https") && pinned == null) {
            background.run(
                    texts.get("servers.connecting"),
                    () -> PinnedCertificate.presentedBy(url.get()),
                    presented -> {
                        compareWith(presented, "");
                        outcome.failed(texts.get("servers.sign-in.compare"));
                    },
                    failure -> outcome.failed(new Failures(texts).explain(failure)));
            return;
        }
        if (pinned != null && !compared.get()) {
            outcome.failed(texts.get("servers.sign-in.compare"));
            return;
        }
        signIn(url.get(), outcome);
    }

    private void compareWith(List<PinnedCertificate> presented, String before) {
        pinned = presented.getLast();
        compared.set(false);
        fingerprint.set(before + described(presented));
    }

    /** Not what was believed: both are shown, and nothing is sent until a person has compared the new one. */
    private void compareAnew(URI url, PinnedCertificate believed, FormDialog.Outcome outcome) {
        background.run(
                texts.get("servers.connecting"),
                () -> PinnedCertificate.presentedBy(url),
                presented -> {
                    compareWith(presented, texts.get("servers.sign-in.before", believed.fingerprint()) + "\n");
                    outcome.failed(texts.get("servers.sign-in.changed"));
                },
                failure -> outcome.failed(new Failures(texts).explain(failure)));
    }

    /** What the server shows as its own, and as its authority's if there is one. */
    private String described(List<PinnedCertificate> presented) {
        String own = texts.get("servers.sign-in.own", presented.getFirst().fingerprint());
        return presented.size() == 1
                ? own
                : own + "\n"
                        + texts.get(
                                "servers.sign-in.authority", presented.getLast().fingerprint());
    }

    private void signIn(URI url, FormDialog.Outcome outcome) {
        PinnedCertificate certificate = pinned;
        Server.Remote server = new Server.Remote(
                id,
                name.get().isBlank() ? url.getHost() : name.get().strip(),
                url,
                user.get().strip(),
                certificate == null ? null : certificate.pem());
        String secret = password.get();
        boolean asked = codeNeeded.get();
        String typedCode = asked ? code.get().strip() : "";
        background.run(
                texts.get("servers.connecting"),
                () -> attempt(server, certificate, secret, typedCode),
                session -> take(session, outcome),
                failure -> {
                    code.set("");
                    if (certificate != null
                            && failure instanceof AdminClientException said
                            && said.problem().isEmpty()
                            && said.trouble() == ConnectionTrouble.OTHER_CERTIFICATE) {
                        compareAnew(url, certificate, outcome);
                    } else {
                        outcome.failed(reason(failure, asked));
                    }
                });
    }

    /** The server does not say which part was wrong; once a code was asked for the password was right before. */
    private String reason(Exception failure, boolean codeAsked) {
        boolean refused = failure instanceof AdminClientException said
                && said.problem()
                        .filter(problem -> problem.code().equals(Problem.Code.SIGN_IN_FAILED.text()))
                        .isPresent();
        if (!refused) {
            return new Failures(texts).explain(failure);
        }
        return texts.get(codeAsked ? "servers.sign-in.code-wrong" : "servers.sign-in.refused");
    }

    /**
     * From the beginning each time, because what a first step gave may have ended while somebody looked for the code.
     *
     * @param typedCode empty if none was asked for yet
     * @return empty if a code is needed
     */
    private Optional<Session> attempt(
            Server.Remote server, @Nullable PinnedCertificate certificate, String secret, String typedCode) {
        AdminClient client = certificate == null
                ? AdminClient.connect(server.admin(), (String) null)
                : AdminClient.connect(server.admin(), certificate);
        boolean kept = false;
        try {
            SignIn.Response response = client.auth().signIn(server.user(), secret);
            String challenge = response.challenge();
            if (challenge != null && !typedCode.isEmpty()) {
                response = client.auth().secondFactor(challenge, typedCode);
            }
            SignIn.Tokens tokens = response.tokens();
            if (tokens == null) {
                return Optional.empty();
            }
            Session session = Session.remote(server, client, tokens, home);
            kept = true;
            return Optional.of(session);
        } finally {
            if (!kept) {
                client.close();
            }
        }
    }

    private void take(Optional<Session> session, FormDialog.Outcome outcome) {
        if (session.isEmpty()) {
            codeNeeded.set(true);
            outcome.failed(texts.get("servers.sign-in.code-needed"));
            return;
        }
        password.set("");
        code.set("");
        outcome.done();
        signedIn.accept(session.get());
    }

    /** Takes {@code nas}, {@code nas:9901} and full URLs; without TLS only on this computer. */
    static Optional<URI> parse(String typed) {
        String text = typed.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.contains("://") ? text : "https://" + text);
            boolean secure = "https".equals(url.getScheme());
            boolean here = "http".equals(url.getScheme())
                    && url.getHost() != null
                    && url.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1]");
            if (url.getHost() == null || !(secure || here)) {
                return Optional.empty();
            }
            int port = url.getPort() < 0 ? ADMIN_PORT : url.getPort();
            return Optional.of(new URI(url.getScheme(), null, url.getHost(), port, null, null, null));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    BooleanBinding complete() {
        return address.isNotEmpty().and(user.isNotEmpty()).and(password.isNotEmpty());
    }

    /** Whether a certificate has to be compared before anything else. */
    BooleanBinding comparing() {
        return Bindings.isNotEmpty(fingerprint);
    }

    StringProperty nameProperty() {
        return name;
    }

    StringProperty addressProperty() {
        return address;
    }

    StringProperty userProperty() {
        return user;
    }

    StringProperty passwordProperty() {
        return password;
    }

    StringProperty codeProperty() {
        return code;
    }

    BooleanProperty comparedProperty() {
        return compared;
    }

    ReadOnlyStringProperty fingerprintProperty() {
        return fingerprint.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty codeNeededProperty() {
        return codeNeeded.getReadOnlyProperty();
    }
}
