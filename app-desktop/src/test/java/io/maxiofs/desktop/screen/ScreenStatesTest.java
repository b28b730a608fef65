package io.maxiofs.desktop.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.model.Server;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.shell.ShellView;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.Gate;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.SignIn;
import io.maxiofs.server.testing.TestServer;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every screen shows before the server has answered, when it does not answer, and when there is nothing. The server is
 * somewhere else, as a NAS is, so that the session outlives its restarts; it tells of no changes, so that nothing but the
 * button brings a screen back.
 */
class ScreenStatesTest extends DesktopTest {
    /** Nothing is in it. */
    private static final TestServer SERVER = TestServer.start();

    private static final Gate GATE = new Gate(SERVER::admin);

    @AfterAll
    static void stop() {
        GATE.close();
        SERVER.close();
    }

    /** Something that is there only when the screen shows what the server said. */
    private static String content(ScreenId id) {
        return switch (id) {
            case OVERVIEW -> "overview-state";
            case CONNECT -> "connect-tools";
            case BUCKETS, OBJECTS, VERSIONS, UPLOADS -> "";
            case ACCESS -> "users-table";
            case ACTIVITY -> "activity-requests";
            case HEALTH -> "health-findings";
            case AUDIT -> "audit-table";
            case SETTINGS -> "settings-categories";
        };
    }

    private Session elsewhere() {
        AdminClient anonymous = AdminClient.connect(GATE.url(), (String) null);
        SignIn.Tokens tokens = Objects.requireNonNull(
                anonymous.auth().signIn("admin", TestServer.ADMIN_PASSWORD).tokens());
        Session session = Session.remote(
                new Server.Remote("nas", "NAS", GATE.url(), "admin", null), anonymous, tokens, sessionHome());
        fx(() -> session.events().close());
        return closedAfterwards(session);
    }

    private ShellView open(ScreenId id) {
        ShellView shell = showScreen(elsewhere(), id);
        showServersPart(id);
        return shell;
    }

    /** The first page of the uploads is of this application and asks no server. */
    private void showServersPart(ScreenId id) {
        if (id == ScreenId.UPLOADS) {
            TabPane tabs = node("uploads-tabs", TabPane.class);
            fx(() -> tabs.getSelectionModel().select(1));
        }
    }

    private static String picture(ScreenId id, String state) {
        return id.name().toLowerCase(Locale.ROOT) + "-" + state;
    }

    /** Of an empty server: what it has, or that there is nothing. */
    private void awaitAnswer(ScreenId id) {
        String content = content(id);
        await("the answer is shown", () -> {
            boolean there =
                    content.isEmpty() ? isShown("state-empty") : find(content).isPresent();
            return there && !isShown("state-failed") && !isShown("state-loading");
        });
    }

    @ParameterizedTest
    @EnumSource
    void showsThatItLoadsUntilTheServerAnswers(ScreenId id) {
        Session session = elsewhere();
        GATE.hold();
        try {
            showScreen(session, id);
            showServersPart(id);
            await("it says that it loads", () -> isShown("state-loading"));
            assertThat(isShown("state-failed") || isShown("state-empty")).isFalse();
        } finally {
            GATE.release();
        }
        awaitAnswer(id);
    }

    @ParameterizedTest
    @EnumSource
    void saysWhyItFailedAndTriesAgain(ScreenId id) {
        failsAndComesBack(id, GATE::cut, GATE::mend);
    }

    @Test
    void comesBackWithAServerThatWasStartedAnew() {
        failsAndComesBack(ScreenId.OVERVIEW, SERVER::stop, SERVER::startAgain);
    }

    private void failsAndComesBack(ScreenId id, Runnable away, Runnable back) {
        Session session = elsewhere();
        away.run();
        int failures = id == ScreenId.ACTIVITY ? 2 : 1;
        try {
            showScreen(session, id);
            showServersPart(id);
            await("the failure is shown", () -> countShown("state-retry") == failures);
            assertThat(textsShown("state-message"))
                    .isNotEmpty()
                    .allSatisfy(why -> assertThat(why).isNotBlank());
            screenshot(picture(id, "failed"));
            clickText(texts().get("action.retry"));
            await("it failed again", () -> countShown("state-retry") == failures);
        } finally {
            back.run();
        }
        for (int left = failures; left > 0; left--) {
            int now = left;
            clickText(texts().get("action.retry"));
            await("one failure less", () -> countShown("state-retry") < now);
        }
        awaitAnswer(id);
    }

    @Test
    void anEmptyServerLeadsToTheFirstThingToDo() {
        ShellView shell = open(ScreenId.OVERVIEW);
        click("overview-connect");
        awaitFront(shell, ScreenId.CONNECT);
        node("connect-create", Button.class);
        assertThat(fx(() -> now("connect-first-detail", Label.class).getText()))
                .isEqualTo(texts().get("connect.nothing-chosen"));
        screenshot("connect-empty");

        for (ScreenId without : new ScreenId[] {ScreenId.OBJECTS, ScreenId.VERSIONS}) {
            fx(() -> shell.navigator().go(without));
            await("there is nothing", () -> isShown("state-empty"));
            screenshot(picture(without, "empty"));
            click("state-action", without == ScreenId.OBJECTS ? "buckets.create" : "nav.buckets");
            awaitFront(shell, ScreenId.BUCKETS);
        }
        await("there is no bucket", () -> isShown("state-empty"));
        screenshot("buckets-empty");
        click("state-action", "buckets.create");
        node("create-name", TextField.class);
    }

    @Test
    void whereNobodyAskedForAnythingProgramsAreConnected() {
        ShellView shell = open(ScreenId.ACTIVITY);
        await("nobody asked", () -> textsShown("state-message").contains(texts().get("activity.trace.empty")));
        screenshot("activity-empty");
        type("trace-filter", "something");
        await("nothing fits", () -> textsShown("state-message").contains(texts().get("activity.trace.nothing-fits")));
        click("state-action", "action.show-all");
        await("nobody asked, again", () -> textsShown("state-message").contains(texts().get("activity.trace.empty")));
        click("state-action", "overview.connect-tool");
        awaitFront(shell, ScreenId.CONNECT);
    }

    @Test
    void whatIsEmptyOnAServerInUseSaysSo() {
        ShellView shell = open(ScreenId.UPLOADS);
        await(
                "there is no unfinished upload",
                () -> textsShown("state-message").contains(texts().get("uploads.empty")));
        screenshot("uploads-empty");
        click("state-action", "uploads.refresh");
        await("still none", () -> textsShown("state-message").contains(texts().get("uploads.empty")));
        TabPane tabs = node("uploads-tabs", TabPane.class);
        fx(() -> tabs.getSelectionModel().select(0));
        await("nothing moves", () -> textsShown("state-message").contains(texts().get("transfers.empty")));
        click("state-action", "nav.objects");
        awaitFront(shell, ScreenId.OBJECTS);

        fx(() -> shell.navigator().go(ScreenId.HEALTH));
        node("health-findings", VBox.class);
        screenshot("health-empty");
    }

    private void click(String styleClass, String textKey) {
        String text = texts().get(textKey);
        await(text + " is offered", () -> textsShown(styleClass).contains(text));
        clickText(text);
    }

    private void awaitFront(ShellView shell, ScreenId id) {
        await(id + " is in front", () -> shell.screen().map(Screen::id).orElse(null) == id);
    }
}
