package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.screen.Screen;
import io.maxiofs.desktop.screen.ScreenId;
import io.maxiofs.desktop.testing.DesktopTest;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

class ShellViewTest extends DesktopTest {

    @Test
    void navigatesByMouseAndByKeys() {
        ShellView shell = showScreen(session(), ScreenId.OVERVIEW);

        click("navigate-buckets");
        await("the buckets are in front", () -> front(shell) == ScreenId.BUCKETS);
        await("it is marked", () -> now("navigate-buckets", ToggleButton.class).isSelected());

        press(KeyCode.CONTROL, KeyCode.DIGIT1);
        await("the overview is in front", () -> front(shell) == ScreenId.OVERVIEW);

        press(KeyCode.ALT, KeyCode.LEFT);
        await("the buckets are in front again", () -> front(shell) == ScreenId.BUCKETS);
        screenshot("shell");
    }

    private static ScreenId front(ShellView shell) {
        return shell.screen().map(Screen::id).orElseThrow();
    }
}
