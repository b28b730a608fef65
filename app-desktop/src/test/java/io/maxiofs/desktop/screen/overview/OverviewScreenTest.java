package io.maxiofs.desktop.screen.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.server.testing.TestServer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class OverviewScreenTest extends DesktopTest {

    private static boolean says(Node node, String words) {
        if (node instanceof Labeled labeled && String.valueOf(labeled.getText()).contains(words)) {
            return true;
        }
        return node instanceof Parent parent
                && parent.getChildrenUnmodifiable().stream().anyMatch(child -> says(child, words));
    }

    @Test
    void saysThatTheServerRunsIsReachableAndWhoWrote() {
        showScreen(session(), ScreenId.OVERVIEW);
        await("it runs", () -> now("overview-state", StatusPill.class).getText().equals("Running"));
        await("the address is tried from here", () -> says(now("overview-addresses", VBox.class), "Reachable"));
        await(
                "the program that filled the server is there",
                () -> says(now("overview-clients", VBox.class), "Last stored something"));
        click("overview-copy");
        await(
                "the address is on the clipboard",
                () -> server().endpoint()
                        .toString()
                        .equals(Clipboard.getSystemClipboard().getString()));
        screenshot("overview-filled-light");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("overview-filled-dark");
    }

    @Test
    void anUnusedServerLeadsToConnecting() {
        try (TestServer unused = TestServer.start()) {
            showScreen(sessionOf(unused), ScreenId.OVERVIEW);
            await("nobody was there", () -> says(now("overview-clients", VBox.class), "No program has used"));
            screenshot("overview-empty-light");
        }
    }

    @Test
    void aServerThatIsGoneIsSaidToBe() {
        try (TestServer gone = TestServer.start()) {
            showScreen(sessionOf(gone), ScreenId.OVERVIEW);
            await(
                    "it runs",
                    () -> now("overview-state", StatusPill.class).getText().equals("Running"));
            gone.stop();
            press(KeyCode.F5);
            await("the failure is shown", () -> find("overview-state").isEmpty());
            assertThat(find("overview-clients")).isEmpty();
            gone.restart();
        }
    }
}
