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
import io.maxiofs.server.DataLayout;
import io.maxiofs.server.admin.api.PinnedCertificate;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

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
            assertThat(proceed(model)).isEqualTo(texts.get("servers.sign-in.changed"));
            String before = PinnedCertificate.ofPem(Objects.requireNonNull(known.certificate()))
                    .fingerprint();
            String[] shown = model.fingerprintProperty().get().split("\n", -1);
            assertThat(shown).hasSize(3);
            assertThat(shown[0]).isEqualTo("Before " + before);
            assertThat(shown[2]).startsWith("Authority ").doesNotContain(before);
            assertThat(model.comparedProperty().get()).isFalse();
            assertThat(proceed(model)).isEqualTo(texts.get("servers.sign-in.compare"));
            assertThat(signedIn.get()).isNull();

            model.comparedProperty().set(true);
            assertThat(proceed(model)).isEqualTo("done");
            Session session = signedIn.get();
            assertThat(session).isNotNull();
            assertThat(((Server.Remote) session.server()).certificate()).isNotEqualTo(known.certificate());
            session.close();
        }
    }

    private Session signIn(RemoteSignInViewModel model) {
        model.userProperty().set("admin");
        model.passwordProperty().set(TestServer.ADMIN_PASSWORD);
        String went = proceed(model);
        if (!model.comparedProperty().get()) {
            model.comparedProperty().set(true);
            went = proceed(model);
        }
        assertThat(went).isEqualTo("done");
        Session session = signedIn.getAndSet(null);
        assertThat(session).isNotNull();
        return session;
    }

    /** Under an address, and after a change of names, that the certificate does not have; then with a new one. */
    @Test
    void believesTheAuthorityWhateverTheServerIsCalledAndWhateverItRenews() throws IOException {
        Map<String, String> settings =
                Map.of("tls.mode", "local-ca", "server.listen", "127.0.0.77:0", "server.admin-listen", "127.0.0.77:0");
        try (TestServer server = TestServer.start(settings)) {
            RemoteSignInViewModel model = model(null);
            model.addressProperty().set("127.0.0.77:" + server.admin().getPort());
            Session session = signIn(model);
            try (S3Client s3 = session.s3()) {
                assertThat(s3.listBuckets().buckets()).isEmpty();
            }
            Server.Remote known = (Server.Remote) session.server();
            session.close();

            Path tls = new DataLayout(server.dataDirectory()).tlsDirectory();
            byte[] old = Files.readAllBytes(tls.resolve("server.pem"));
            Files.delete(tls.resolve("server.pem"));
            server.restart();
            assertThat(Files.readAllBytes(tls.resolve("server.pem"))).isNotEqualTo(old);
            Session second = signIn(model(
                    new Server.Remote(known.id(), known.name(), server.admin(), known.user(), known.certificate())));
            assertThat(second.me().user()).isEqualTo("admin");
            second.close();
        }
    }

    @Test
    void saysWhatIsWrongWithTheClockOrThePort() {
        SettableClock longAgo = new SettableClock(Instant.parse("2001-01-01T00:00:00Z"));
        try (TestServer server = TestServer.start(Map.of("tls.mode", "local-ca"), longAgo);
                TestServer plain = TestServer.start()) {
            RemoteSignInViewModel model = model(null);
            model.addressProperty().set(server.admin().toString());
            model.userProperty().set("admin");
            model.passwordProperty().set(TestServer.ADMIN_PASSWORD);
            assertThat(proceed(model)).isEqualTo(texts.get("servers.sign-in.compare"));
            model.comparedProperty().set(true);
            assertThat(proceed(model)).isEqualTo(texts.get("failure.certificate-dates"));

            model.addressProperty().set("127.0.0.1:" + plain.admin().getPort());
            assertThat(proceed(model)).isEqualTo(texts.get("failure.no-tls"));
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
