package io.maxiofs.desktop.screen.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.model.Session;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.Await;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.transfer.TransferLimits;
import io.maxiofs.server.testing.TestServer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.Test;

class SettingsScreenTest extends DesktopTest {

    private static final String RETENTION = "audit.retention-days";

    private static String onServer(Session session, String key) {
        return String.valueOf(session.admin().settings().get(key).value());
    }

    private static boolean isCategoryListFilled() {
        return !now("settings-categories", ListView.class).getItems().isEmpty();
    }

    @Test
    void savesResetsAndSaysWhatTheServerRefuses() {
        Session session = session();
        showScreen(session, ScreenId.SETTINGS);
        await("the categories are there", SettingsScreenTest::isCategoryListFilled);
        type("settings-filter", RETENTION);
        node("setting-audit-retention-days", TextField.class);
        type("setting-audit-retention-days", "soon");
        await("it cannot be saved", () -> now("settings-save", Button.class).isDisabled());
        screenshot("settings-fault-light");
        type("setting-audit-retention-days", "200");
        click("settings-save");
        Await.until("the server has it", () -> onServer(session, RETENTION).equals("200"));
        await(
                "it is shown as changed here",
                () -> now("setting-reset-audit-retention-days", Button.class).isVisible());

        click("setting-reset-audit-retention-days");
        await(
                "the default is in the field",
                () -> now("setting-audit-retention-days", TextField.class)
                        .getText()
                        .equals("90"));
        click("settings-save");
        Await.until(
                "the default holds again", () -> onServer(session, RETENTION).equals("90"));
    }

    @Test
    void listsWhatTheServerHasAndSaysWhyItIsLocked() {
        Session session = session();
        showScreen(session, ScreenId.SETTINGS);
        await("the categories are there", SettingsScreenTest::isCategoryListFilled);
        screenshot("settings-filled-light");
        type("settings-filter", "s3.region");
        TextField region = node("setting-s3-region", TextField.class);
        assertThat(fx(() -> region.getText())).isEqualTo("us-east-1");
        assertThat(fx(() -> region.isDisabled())).isTrue();
        assertThat(fx(() -> now("settings-save", Button.class).isDisabled())).isTrue();
        screenshot("settings-locked-light");

        type("settings-filter", "no setting is called like this");
        await(
                "nothing fits",
                () -> now("settings-list", VBox.class).getChildren().getFirst() instanceof Label);
        click("settings-show-all");
        node("settings-filter", TextField.class);
        await(
                "all are back",
                () -> now("settings-list", VBox.class).getChildren().size() > 2);
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("settings-filled-dark");
    }

    @Test
    void keepsHowMuchThisApplicationMovesAtOnce() throws Exception {
        Session session = session();
        showScreen(session, ScreenId.SETTINGS);
        await("the categories are there", SettingsScreenTest::isCategoryListFilled);
        type("settings-filter", "desktop.transfers");
        node("setting-desktop-transfers-files", TextField.class);
        type("setting-desktop-transfers-files", "33");
        await(
                "more than may be cannot be saved",
                () -> now("settings-save", Button.class).isDisabled());
        type("setting-desktop-transfers-files", "7");
        type("setting-desktop-transfers-requests", "21");
        screenshot("settings-desktop-light");
        click("settings-save");
        Await.until("kept", () -> session.transferLimits().equals(new TransferLimits(7, 21)));
        await(
                "it can be taken back",
                () -> now("setting-reset-desktop-transfers-files", Button.class).isVisible());
    }

    @Test
    void saysThatTheServerIsGone() {
        try (TestServer gone = TestServer.start()) {
            Session session = sessionOf(gone);
            showScreen(session, ScreenId.SETTINGS);
            await("the categories are there", SettingsScreenTest::isCategoryListFilled);
            gone.stop();
            press(KeyCode.F5);
            await("the failure is shown", () -> find("settings-list").isEmpty());
            screenshot("settings-failed-light");
            gone.restart();
        }
    }
}
