package io.maxiofs.desktop.control;

import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A form: a label and a field per row. Labels lead to their fields for screen readers and keyboards. */
public final class FormRows extends GridPane {
    private static final double LABEL_WIDTH = 150;

    public FormRows() {
        this(LABEL_WIDTH);
    }

    /** @param labelWidth in pixels */
    public FormRows(double labelWidth) {
        super(12, 10);
        ColumnConstraints labels = new ColumnConstraints(labelWidth);
        labels.setHgrow(Priority.NEVER);
        ColumnConstraints fields = new ColumnConstraints();
        fields.setHgrow(Priority.ALWAYS);
        fields.setFillWidth(true);
        getColumnConstraints().addAll(labels, fields);
    }

    /** @param id of the field, for styles and tests */
    public FormRows row(String label, String id, Node field) {
        field.setId(id);
        if (field.getAccessibleText() == null) {
            field.setAccessibleText(label);
        }
        Label text = new Label(label);
        text.setWrapText(true);
        text.setLabelFor(field);
        setValignment(text, VPos.CENTER);
        addRow(getRowCount(), text, field);
        return this;
    }

    /**
     * A field that says below it what is wrong with what was typed.
     *
     * @param problem empty if nothing is wrong
     */
    public FormRows row(String label, String id, Node field, ObservableValue<String> problem) {
        Label wrong = new Label();
        wrong.setId(id + "-problem");
        wrong.setWrapText(true);
        wrong.setMinHeight(Region.USE_PREF_SIZE);
        wrong.getStyleClass().add("form-failure");
        wrong.textProperty().bind(problem);
        wrong.managedProperty().bind(wrong.textProperty().isNotEmpty());
        wrong.visibleProperty().bind(wrong.managedProperty());
        field.accessibleHelpProperty().bind(problem);
        row(label, id, field);
        getChildren().remove(field);
        add(new VBox(4, field, wrong), 1, getRowCount() - 1);
        return this;
    }

    /** Over both columns. */
    public FormRows wide(Node node) {
        add(node, 0, getRowCount(), 2, 1);
        return this;
    }

    /** A remark over both columns. */
    public FormRows note(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("muted");
        return wide(label);
    }
}
