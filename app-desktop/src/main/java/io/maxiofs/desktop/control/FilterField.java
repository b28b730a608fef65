package io.maxiofs.desktop.control;

import atlantafx.base.controls.CustomTextField;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A field that narrows a list. Escape empties it. */
public final class FilterField extends CustomTextField {

    /** @param prompt what it filters, also its accessible text */
    public FilterField(String prompt) {
        setPromptText(prompt);
        setAccessibleText(prompt);
        getStyleClass().add("filter-field");
        setLeft(new FontIcon(Feather.SEARCH));
        FontIcon clear = new FontIcon(Feather.X);
        clear.setCursor(Cursor.HAND);
        clear.setOnMouseClicked(e -> clear());
        clear.visibleProperty().bind(textProperty().isNotEmpty());
        setRight(clear);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
                clear();
                event.consume();
            }
        });
    }
}
