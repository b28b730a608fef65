package io.maxiofs.desktop.control;

import io.maxiofs.desktop.i18n.Texts;
import javafx.animation.PauseTransition;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A value to read and to copy, not to change. */
public final class CopyField extends HBox {
    private static final Duration CONFIRMED_FOR = Duration.seconds(2);

    private final TextField field;
    private final Button copy = new Button(null, new FontIcon(Feather.COPY));

    /** @param name what the value is, for screen readers */
    public CopyField(Texts texts, String name, String value) {
        this(texts, name, value, new TextField());
    }

    /** One whose value is dots on the screen until it is copied. */
    public static CopyField secret(Texts texts, String name, String value) {
        return new CopyField(texts, name, value, new PasswordField());
    }

    private CopyField(Texts texts, String name, String value, TextField field) {
        super(4);
        this.field = field;
        field.setText(value);
        field.setEditable(false);
        field.setAccessibleText(name);
        field.getStyleClass().add("copy-value");
        HBox.setHgrow(field, Priority.ALWAYS);
        copy.getStyleClass().add("button-icon");
        copy.setAccessibleText(texts.get("control.copy", name));
        copy.setTooltip(new Tooltip(texts.get("control.copy", name)));
        copy.setOnAction(e -> copy());
        getStyleClass().add("copy-field");
        getChildren().addAll(field, copy);
    }

    public StringProperty valueProperty() {
        return field.textProperty();
    }

    public void setValue(String value) {
        field.setText(value);
    }

    private void copy() {
        ClipboardContent content = new ClipboardContent();
        content.putString(field.getText());
        Clipboard.getSystemClipboard().setContent(content);
        copy.setGraphic(new FontIcon(Feather.CHECK));
        PauseTransition pause = new PauseTransition(CONFIRMED_FOR);
        pause.setOnFinished(e -> copy.setGraphic(new FontIcon(Feather.COPY)));
        pause.play();
    }
}
