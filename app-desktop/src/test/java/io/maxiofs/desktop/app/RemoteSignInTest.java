package io.maxiofs.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FormDialog;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.model.SessionHome;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Signing in to a real server with a certificate of its own authority. */
class RemoteSignInTest {
    private final DirectUiThread ui = new DirectUiThread();
    private final Background background = new Background(ui);
    private final Texts texts = Texts.of(Locale.US, ZoneOffset.UTC);
    private final AtomicReference<@Nullable Session> signedIn = new AtomicReference<>();

    private final TemporaryDirectory config = new TemporaryDirectory();

    @AfterEach
    void removeConfig() {
        config.close();
    }

    private RemoteSignInViewModel model(Server.@Nullable Remote server) {
        return new RemoteSignInViewModel(
                new SessionHome(ui, InstantSource.system(), config.path()), background, texts, server, signedIn::set);
    }

    /** Notes how it went. */
    private static final class Noted implements FormDialog.Outcome {
        private final List<String> said = new CopyOnWriteArrayList<>();

        @Override
        public void done() {
            said.add("done");
        }

        @Override
        public void failed(String message) {
            said.add(message);
        }

        String await() {
            Await.until("it went somehow", () -> !said.isEmpty());
            return said.getFirst();
        }
    }

    private static String proceed(RemoteSignInViewModel model) {
        Noted outcome = new Noted();
        model.proceed(outcome);
        return outcome.await();
    }

    @Test
    void asksToCompareTheCertificateBeforeThePasswordLeaves() {
        try (TestServer server = TestServer.start(Map.of("tls.mode", "local-ca"))) {
            RemoteSignInViewModel model = model(null);
            model.addressProperty()
                    .set(server.admin().getHost() + ":" + server.admin().getPort());
            model.userProperty().set("admin");
            model.passwordProperty().set(TestServer.ADMIN_PASSWORD);

            assertThat(proceed(model)).isEqualTo(texts.get("servers.sign-in.compare"));
            assertThat(model.fingerprintProperty().get())
                    .matches("Server ([0-9A-F]{2}:){31}[0-9A-F]{2}\nAuthority ([0-9A-F]{2}:){31}[0-9A-F]{2}");
            assertThat(proceed(model)).isEqualTo(texts.get("servers.sign-in.compare"));
            assertThat(signedIn.get()).isNull();

            model.comparedProperty().set(true);
            assertThat(proceed(model)).isEqualTo("done");
            Session session = signedIn.get();
            assertThat(session).isNotNull();
            assertThat(session.me().user()).isEqualTo("admin");
            Server.Remote known = (Server.Remote) session.server();
            session.close();

            RemoteSignInViewModel again = model(known);
            again.passwordProperty().set("wrong");
            assertThat(proceed(again)).isNotEqualTo("done");
            again.passwordProperty().set(TestServer.ADMIN_PASSWORD);
            assertThat(proceed(again)).isEqualTo("done");
            Session second = signedIn.get();
            assertThat(second).isNotNull();
            second.close();
        }
    }

    @Test
    void refusesServerWithAnotherCertificate() {
        Server.Remote known;
        try (TestServer first = TestServer.start(Map.of("tls.mode", "local-ca"))) {
            RemoteSignInViewModel model = model(null);
            model.addressProperty().set(first.admin().toString());
            model.userProperty().set("admin");
            model.passwordProperty().set(TestServer.ADMIN_PASSWORD);
            proceed(model);
            model.comparedProperty().set(true);
            assertThat(proceed(model)).isEqualTo("done");
            Session session = signedIn.getAndSet(null);
            assertThat(session).isNotNull();
            known = (Server.Remote) session.server();
            session.close();
        }
        try (TestServer other = TestServer.start(Map.of("tls.mode", "local-ca"))) {
            RemoteSignInViewModel model = model(
                    new Server.Remote(known.id(), known.name(), other.admin(), known.user(), known.certificate()));
            model.passwordProperty().set(TestServer.ADMIN_PASSWORD);
            assertThat(proceed(model)).contains("not the one that was compared");
            assertThat(signedIn.get()).isNull();
        }
    }

    @Test
    void takesAddressesAsPeopleWriteThemButNoneWithoutEncryption() {
        assertThat(RemoteSignInViewModel.parse("nas")).contains(URI.create("https://nas:9901"));
        assertThat(RemoteSignInViewModel.parse(" nas.local:1234 ")).contains(URI.create("https://nas.local:1234"));
        assertThat(RemoteSignInViewModel.parse("https://nas/path")).contains(URI.create("https://nas:9901"));
        assertThat(RemoteSignInViewModel.parse("http://127.0.0.1:5")).contains(URI.create("http://127.0.0.1:5"));
        assertThat(RemoteSignInViewModel.parse("http://nas")).isEmpty();
        assertThat(RemoteSignInViewModel.parse("")).isEmpty();
        assertThat(RemoteSignInViewModel.parse("a b")).isEmpty();
    }
}
