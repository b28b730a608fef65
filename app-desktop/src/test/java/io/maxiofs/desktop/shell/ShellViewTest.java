package io.maxiofs.desktop.shell;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(fx(() -> node("navigate-buckets", ToggleButton.class).isSelected()))
                .isTrue();

        robot().press(KeyCode.CONTROL, KeyCode.DIGIT1).release(KeyCode.DIGIT1, KeyCode.CONTROL);
        await("the overview is in front", () -> front(shell) == ScreenId.OVERVIEW);

        robot().press(KeyCode.ALT, KeyCode.LEFT).release(KeyCode.LEFT, KeyCode.ALT);
        await("the buckets are in front again", () -> front(shell) == ScreenId.BUCKETS);
        screenshot("shell");
    }

    private static ScreenId front(ShellView shell) {
        return shell.screen().map(Screen::id).orElseThrow();
    }
}
