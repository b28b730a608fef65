package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.screen.ScreenId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The screens as buttons with icon and text, one of them chosen. */
final class NavigationPane extends VBox {
    private final Map<ScreenId, ToggleButton> buttons = new EnumMap<>(ScreenId.class);
    private final ToggleGroup group = new ToggleGroup();

    NavigationPane(Texts texts, Consumer<ScreenId> go) {
        getStyleClass().add("shell-navigation");
        for (ScreenId id : ScreenId.values()) {
            String name = texts.get(id.textKey());
            ToggleButton button = new ToggleButton(name, new FontIcon(id.icon()));
            button.setId("navigate-" + name(id));
            button.setAccessibleText(name);
            button.getStyleClass().add("navigation-item");
            button.setToggleGroup(group);
            button.setOnAction(e -> {
                button.setSelected(true);
                go.accept(id);
            });
            buttons.put(id, button);
            getChildren().add(button);
        }
    }

    private static String name(ScreenId id) {
        return id.name().toLowerCase(Locale.ROOT);
    }

    void select(@Nullable ScreenId id) {
        group.selectToggle(id == null ? null : buttons.get(id));
    }
}
