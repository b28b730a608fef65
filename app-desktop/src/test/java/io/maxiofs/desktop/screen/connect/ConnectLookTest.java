package io.maxiofs.desktop.screen.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.desktop.connect.Shell;
import io.maxiofs.desktop.connect.Tool;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.FxUiThread;
import io.maxiofs.desktop.fx.Theme;
import io.maxiofs.desktop.testing.DesktopTest;
import io.maxiofs.desktop.testing.FakeDialogs;
import io.maxiofs.desktop.testing.FakeNotices;
import java.time.InstantSource;
import java.util.List;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Test;

/** What the screen says about requests that fail, and that what is shown is what is copied. */
class ConnectLookTest extends DesktopTest {

    @Test
    void copiesWhatItShowsAndSaysWhyARequestFailed() {
        FakeConnect source = new FakeConnect();
        ConnectViewModel model = new ConnectViewModel(
                source,
                new Background(new FxUiThread()),
                new FakeNotices(),
                texts(),
                InstantSource.fixed(FakeConnect.NOW),
                Shell.POSIX);
        ConnectView view = fx(() -> new ConnectView(model, texts(), new FakeDialogs()));
        show(view.root());
        fx(model::load);
        type("connect-new-bucket", "restic-home");
        click("connect-create");
        await(
                "the steps have the secret",
                () -> now("connect-step-1", TextArea.class).getText().contains(FakeConnect.SECRET));

        click("connect-copy-1");
        String shown = fx(() -> now("connect-step-1", TextArea.class).getText());
        await(
                "it is on the clipboard",
                () -> shown.equals(Clipboard.getSystemClipboard().getString()));
        assertThat(fx(() -> now("connect-first", StatusPill.class).getText()))
                .isEqualTo("Waiting for the first request");
        fx(() -> theme().choose(Theme.Mode.DARK));
        screenshot("connect-waiting-dark");

        String key = fx(() -> String.valueOf(model.keyProperty().get()));
        fx(() -> model.traced(FakeConnect.request(key, FakeConnect.NOW, 403, "RequestTimeTooSkewed")));
        assertThat(fx(() -> now("connect-first", StatusPill.class).getText())).isEqualTo("It failed");
        fx(() -> theme().choose(Theme.Mode.LIGHT));
        screenshot("connect-failed-light");

        fx(() -> now("connect-tools", ListView.class)
                .getSelectionModel()
                .select(List.of(Tool.values()).indexOf(Tool.NEXTCLOUD)));
        await("the form is there", () -> find("connect-step-1").isEmpty());
        screenshot("connect-form-light");
    }
}
