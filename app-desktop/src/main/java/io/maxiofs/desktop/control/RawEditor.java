package io.maxiofs.desktop.control;

import io.maxiofs.desktop.i18n.Texts;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A document as it is, to be changed and saved; what was typed stays when the server refuses it. */
public final class RawEditor extends VBox {
    private final TextArea area = new TextArea();
    private final Label problem = new Label();
    private boolean sent;
    private final StringProperty saved = new SimpleStringProperty(this, "saved", "");

    /**
     * @param id of the field; the buttons are {@code id-save} and {@code id-revert}
     * @param save gets the text, and whom to tell why it failed
     */
    public RawEditor(Texts texts, String id, String title, BiConsumer<String, Consumer<String>> save) {
        super(8);
        Label label = new Label(title);
        label.getStyleClass().add("muted");
        label.setLabelFor(area);
        area.setId(id);
        area.setAccessibleText(title);
        area.getStyleClass().add("monospaced");
        area.setPrefRowCount(8);
        area.setWrapText(true);
        VBox.setVgrow(area, Priority.ALWAYS);
        problem.setId(id + "-problem");
        problem.setWrapText(true);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        problem.getStyleClass().add("form-failure");
        problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        Button saveButton = new Button(texts.get("action.save"));
        saveButton.setId(id + "-save");
        saveButton.disableProperty().bind(area.textProperty().isEqualTo(saved));
        saveButton.setOnAction(e -> {
            problem.setText("");
            sent = true;
            save.accept(area.getText(), why -> {
                sent = false;
                problem.setText(why);
            });
        });
        Button revert = new Button(texts.get("action.revert"));
        revert.setId(id + "-revert");
        revert.disableProperty().bind(saveButton.disableProperty());
        revert.setOnAction(e -> show(saved.get()));
        getChildren().addAll(label, area, problem, new HBox(8, saveButton, revert));
        getStyleClass().add("raw-editor");
    }

    /** What is saved now; in place of what was typed, if that was just sent or nothing was. */
    public void loaded(String text) {
        if (sent || area.getText().equals(saved.get())) {
            show(text);
        } else {
            saved.set(text);
        }
    }

    /** Selects a part of what is there, so that it can be found. */
    public void select(String part) {
        int start = area.getText().indexOf(part);
        area.requestFocus();
        if (start >= 0) {
            area.selectRange(start, start + part.length());
        }
    }

    /** What is saved now, in place of what was typed. */
    public void show(String text) {
        sent = false;
        saved.set(text);
        area.setText(text);
        problem.setText("");
    }

    /** Says what is saved now, and leaves what was typed. */
    public void saved(String text) {
        saved.set(text);
    }

    /** Says why something about it failed. */
    public void fail(String reason) {
        problem.setText(reason);
    }

    /** Puts a text there that is not saved. */
    public void propose(String text) {
        area.setText(text);
        area.requestFocus();
    }
}
