package io.maxiofs.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DirectUiThread;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.ServerEvent;
import io.maxiofs.server.admin.api.ServerEvent.Kind;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** How long a sign-in elsewhere lasts, with clocks that differ and a server that ends it. */
class SignInLifeTest {
    private static SignIn.Tokens signIn(AdminClient client) {
        return Objects.requireNonNull(
                client.auth().signIn("admin", TestServer.ADMIN_PASSWORD).tokens());
    }

    @Test
    void clockThatIsAheadDoesNotMakeEveryCallAskForTokens() {
        SettableClock here = new SettableClock(Instant.now().plus(Duration.ofHours(3)));
        try (TestServer server = TestServer.start();
                AdminClient anonymous = AdminClient.connect(server.admin(), (String) null);
                RenewedTokens tokens = new RenewedTokens(anonymous, signIn(anonymous), here)) {
            String first = tokens.token();
            assertThat(tokens.get().me().user()).isEqualTo("admin");
            assertThat(tokens.token()).isEqualTo(first);
            String second = tokens.insteadOf(first);
            assertThat(second).isNotEqualTo(first);
            assertThat(tokens.get().me().user()).isEqualTo("admin");
            assertThat(tokens.token()).isEqualTo(second);
        }
    }

    @Test
    void screensReachObjectsWithAClockThatIsHoursOff() {
        SettableClock here = new SettableClock(Instant.now().minus(Duration.ofHours(3)));
        try (TestServer server = TestServer.start();
                TemporaryDirectory config = new TemporaryDirectory()) {
            AdminClient anonymous = AdminClient.connect(server.admin(), (String) null);
            Server.Remote elsewhere = new Server.Remote("nas", "nas", server.admin(), "admin", null);
            try (Session session = Session.remote(
                            elsewhere,
                            anonymous,
                            signIn(anonymous),
                            new SessionHome(new DirectUiThread(), here, config.path()));
                    S3Client s3 = session.s3()) {
                assertThat(s3.listBuckets().buckets()).isEmpty();
                here.advance(Duration.ofHours(1));
                assertThat(s3.listBuckets().buckets()).isEmpty();
            }
        }
    }

    /** As it is found when the window wakes up after days. */
    @Test
    void aSignInThatTheServerHasEndedIsNoticed() {
        try (TestServer server = TestServer.start();
                TemporaryDirectory config = new TemporaryDirectory();
                AdminClient owner = server.adminClient()) {
            AdminClient anonymous = AdminClient.connect(server.admin(), (String) null);
            Server.Remote elsewhere = new Server.Remote("nas", "nas", server.admin(), "admin", null);
            try (Session session = Session.remote(
                    elsewhere,
                    anonymous,
                    signIn(anonymous),
                    new SessionHome(new DirectUiThread(), new SettableClock(Instant.now()), config.path()))) {
                List<ServerEvent> heard = new CopyOnWriteArrayList<>();
                session.events().listen(EnumSet.of(Kind.STATE), heard::add);
                Await.until("the state was told", () -> !heard.isEmpty());
                assertThat(session.events().signedOutProperty().get()).isFalse();

                owner.auth().endSessionsOf("admin");
                session.events().reconnect();
                Await.until(
                        "it is noticed",
                        () -> session.events().signedOutProperty().get());
            }
        }
    }
}
