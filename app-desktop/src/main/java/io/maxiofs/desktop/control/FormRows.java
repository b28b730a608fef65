package io.maxiofs.desktop.control;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

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
