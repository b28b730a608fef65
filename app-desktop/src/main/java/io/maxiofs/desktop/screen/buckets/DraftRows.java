package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.control.ChoiceNames;
import io.maxiofs.desktop.control.FormRows;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The rows of a form, bound to a {@link Draft}. */
final class DraftRows {
    private static final double LABEL_WIDTH = 170;

    private final FormRows rows = new FormRows(LABEL_WIDTH);
    private final Draft draft;

    DraftRows(Draft draft) {
        this.draft = draft;
    }

    DraftRows text(String label, String id, DraftField field) {
        TextField input = new TextField();
        input.textProperty().bindBidirectional(field.textProperty());
        rows.row(label, id, input, field.problemProperty());
        return this;
    }

    /** @param prompt shown while nothing is typed */
    DraftRows text(String label, String id, DraftField field, String prompt) {
        TextField input = new TextField();
        input.setPromptText(prompt);
        input.textProperty().bindBidirectional(field.textProperty());
        rows.row(label, id, input, field.problemProperty());
        return this;
    }

    /** A name that is fixed once the thing is there. */
    DraftRows name(String label, String id, DraftField field, boolean fixed, String prompt) {
        TextField input = new TextField();
        input.setPromptText(prompt);
        input.textProperty().bindBidirectional(field.textProperty());
        input.setDisable(fixed);
        rows.row(label, id, input, field.problemProperty());
        return this;
    }

    DraftRows area(String label, String id, DraftField field, int lines) {
        TextArea input = new TextArea();
        input.setPrefRowCount(lines);
        input.textProperty().bindBidirectional(field.textProperty());
        rows.row(label, id, input, field.problemProperty());
        return this;
    }

    DraftRows flag(String label, String id, BooleanProperty flag) {
        CheckBox box = new CheckBox();
        box.selectedProperty().bindBidirectional(flag);
        rows.row(label, id, box);
        return this;
    }

    <T> DraftRows choice(
            String label, String id, ObjectProperty<T> chosen, List<T> values, Function<? super T, String> names) {
        ComboBox<T> box = new ComboBox<>(FXCollections.observableArrayList(values));
        box.setConverter(new ChoiceNames<>(names));
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().bindBidirectional(chosen);
        rows.row(label, id, box);
        return this;
    }

    /** Boxes beside each other. Their ids are {@code id-} and what they stand for, with hyphens for what is no letter. */
    DraftRows flags(String label, String id, Map<String, BooleanProperty> flags, UnaryOperator<String> names) {
        FlowPane pane = new FlowPane(12, 8);
        flags.forEach((value, flag) -> {
            CheckBox box = new CheckBox(names.apply(value));
            box.setId(id + "-" + value.replaceAll("[^A-Za-z]+", "-"));
            box.setAccessibleText(label + ": " + value);
            box.selectedProperty().bindBidirectional(flag);
            pane.getChildren().add(box);
        });
        rows.row(label, id, pane);
        return this;
    }

    DraftRows note(String text) {
        rows.note(text);
        return this;
    }

    /** Where somebody begins to type. */
    Node first() {
        return rows.getChildren().stream()
                .filter(Label.class::isInstance)
                .map(label -> ((Label) label).getLabelFor())
                .filter(field -> field != null && !field.isDisable())
                .findFirst()
                .orElse(rows);
    }

    /** Greys out the row of that id while it means nothing. */
    DraftRows onlyWhile(String id, ObservableBooleanValue needed) {
        rows.lookup("#" + id).disableProperty().bind(Bindings.not(needed));
        return this;
    }

    /** @param id of the label that says what is wrong with all of it together */
    Node root(String id) {
        Label together = new Label();
        together.setId(id);
        together.setWrapText(true);
        together.setMinHeight(Region.USE_PREF_SIZE);
        together.getStyleClass().add("form-failure");
        together.textProperty().bind(draft.problemProperty());
        together.managedProperty().bind(together.textProperty().isNotEmpty());
        together.visibleProperty().bind(together.managedProperty());
        return new VBox(10, rows, together);
    }
}
