package io.maxiofs.desktop.screen.connect;

import io.maxiofs.desktop.connect.Connection;
import io.maxiofs.desktop.connect.Snippet;
import io.maxiofs.desktop.connect.Step;
import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.CopyField;
import io.maxiofs.desktop.fx.Dialogs;
import io.maxiofs.desktop.i18n.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A card for each step, with what is to be copied exactly as it is copied. */
final class StepCards {
    private static final int MOST_ROWS = 22;
    private static final double ROW_HEIGHT = 17;
    private static final double FRAME_HEIGHT = 46;
    private static final int WRAPPED_AT = 60;
    private static final int LONG_LINE = 110;

    private final ConnectViewModel model;
    private final Texts texts;
    private final Dialogs dialogs;

    StepCards(ConnectViewModel model, Texts texts, Dialogs dialogs) {
        this.model = model;
        this.texts = texts;
        this.dialogs = dialogs;
    }

    List<Node> of(Snippet snippet) {
        List<Node> nodes = new ArrayList<>();
        if (!model.secretKnownProperty().get()) {
            Label hint = new Label(texts.get("connect.secret-unknown", Connection.SECRET_PLACEHOLDER));
            hint.setWrapText(true);
            hint.setGraphic(new FontIcon(Feather.INFO));
            hint.setId("connect-secret-unknown");
            nodes.add(hint);
        }
        int number = 1;
        for (Step step : snippet.steps()) {
            nodes.add(card(number++, step));
        }
        return nodes;
    }

    private Card card(int number, Step step) {
        return switch (step) {
            case Step.Commands commands ->
                new Card(texts.get("connect.step.commands", number), text(number, step)).actions(copy(number, step));
            case Step.File file -> {
                String key = file.shared() ? "connect.step.add-to-file" : "connect.step.file";
                Card card =
                        new Card(texts.get(key, number, file.path()), text(number, step)).actions(copy(number, step));
                // A file that may have other content is not to be replaced by ours.
                yield file.shared() ? card : card.actions(save(number, file));
            }
            case Step.Form form -> new Card(texts.get("connect.step.form", number), where(form), fields(form));
        };
    }

    private TextArea text(int number, Step step) {
        TextArea area = new TextArea(step.text());
        area.setId("connect-step-" + number);
        area.setEditable(false);
        area.getStyleClass().addAll("monospaced", "connect-step");
        area.setAccessibleText(texts.get("connect.step.text", number));
        boolean wraps = step.text().lines().anyMatch(line -> line.length() > LONG_LINE);
        area.setWrapText(wraps);
        int rows = Math.min(
                MOST_ROWS,
                step.text()
                        .lines()
                        .mapToInt(line -> wraps ? Math.max(1, (line.length() + WRAPPED_AT - 1) / WRAPPED_AT) : 1)
                        .sum());
        area.setMinHeight(rows * ROW_HEIGHT + FRAME_HEIGHT);
        area.setPrefHeight(rows * ROW_HEIGHT + FRAME_HEIGHT);
        return area;
    }

    private Button copy(int number, Step step) {
        Button copy = new Button(texts.get("connect.copy"), new FontIcon(Feather.COPY));
        copy.setId("connect-copy-" + number);
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(step.text());
            Clipboard.getSystemClipboard().setContent(content);
            copy.setText(texts.get("connect.copied"));
        });
        return copy;
    }

    private Button save(int number, Step.File file) {
        Button save = new Button(texts.get("connect.save"), new FontIcon(Feather.SAVE));
        save.setId("connect-save-" + number);
        save.setOnAction(
                e -> dialogs.saveFile(texts.get("connect.save"), file.name(), path -> model.save(file.text(), path)));
        return save;
    }

    private static Label where(Step.Form form) {
        Label where = new Label(form.where());
        where.setWrapText(true);
        where.getStyleClass().add("muted");
        return where;
    }

    private GridPane fields(Step.Form form) {
        GridPane grid = new GridPane(12, 6);
        ColumnConstraints labels = new ColumnConstraints();
        labels.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().addAll(labels, values);
        int row = 0;
        for (Step.Field field : form.fields()) {
            CopyField value = new CopyField(texts, field.label(), field.value());
            grid.addRow(row++, new Label(field.label()), value);
        }
        return grid;
    }
}
