package io.maxiofs.desktop.screen.access;

import io.maxiofs.desktop.control.RawEditor;
import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.PoliciesDocument;
import java.util.List;
import java.util.TreeSet;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/** The window with the policies of a group or a user: those that come with the server, and documents of its own. */
final class PoliciesDialog {
    private static final double WIDTH = 680;
    private static final double NAMES_WIDTH = 190;
    private static final String BEGINNING = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Allow",
                  "Action": ["s3:GetObject", "s3:ListBucket"],
                  "Resource": ["arn:aws:s3:::*"]
                }
              ]
            }
            """;

    private final FxDialogs dialogs;
    private final Texts texts;

    PoliciesDialog(FxDialogs dialogs, Texts texts) {
        this.dialogs = dialogs;
        this.texts = texts;
    }

    /** @param name of whom they are attached to */
    void show(String name, PoliciesViewModel model) {
        Label problem = new Label();
        problem.setId("policies-problem");
        problem.setWrapText(true);
        problem.getStyleClass().add("form-failure");
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        Label explain = new Label(texts.get("access.policies.note"));
        explain.setWrapText(true);
        explain.setMinHeight(Region.USE_PREF_SIZE);
        explain.getStyleClass().add("muted");
        VBox content = new VBox(12, explain, managed(model, problem), problem, own(model));
        content.setMinWidth(WIDTH);
        dialogs.form(texts.get("access.policies.title", name))
                .content(content)
                .closedBy(texts.get("action.close"))
                .show();
        model.refresh(problem::setText);
    }

    private Node managed(PoliciesViewModel model, Label problem) {
        TilePane boxes = new TilePane(12, 6);
        boxes.setPrefColumns(3);
        boxes.setTileAlignment(Pos.CENTER_LEFT);
        for (String arn : model.managed()) {
            CheckBox box = new CheckBox(PoliciesViewModel.shortName(arn));
            box.setId("attach-" + PoliciesViewModel.shortName(arn));
            model.policiesProperty()
                    .subscribe(now -> box.setSelected(now.attached().contains(arn)));
            box.setOnAction(e -> {
                boolean wanted = box.isSelected();
                problem.setText("");
                model.attach(arn, wanted, reason -> {
                    box.setSelected(!wanted);
                    problem.setText(reason);
                });
            });
            boxes.getChildren().add(box);
        }
        return boxes;
    }

    private Node own(PoliciesViewModel model) {
        ListView<String> names = new ListView<>();
        names.setId("policy-names");
        names.setAccessibleText(texts.get("access.column.policies"));
        names.setPlaceholder(new Label(texts.get("access.policies.none")));
        names.setPrefSize(NAMES_WIDTH, 240);
        TextField name = new TextField();
        name.setId("policy-name");
        name.setPromptText(texts.get("access.policies.name"));
        name.setAccessibleText(texts.get("access.policies.name"));
        RawEditor editor = new RawEditor(
                texts,
                "policy-document",
                texts.get("access.policies.document"),
                (document, failed) -> model.put(
                        name.getText().strip(),
                        document,
                        () -> names.getSelectionModel().select(name.getText().strip()),
                        failed));
        names.getSelectionModel().selectedItemProperty().subscribe(chosen -> {
            if (chosen != null) {
                name.setText(chosen);
                editor.show(document(model.policiesProperty().get(), chosen));
            }
        });
        model.policiesProperty().subscribe(now -> show(now, names, editor));
        Button fresh = new Button(texts.get("access.policies.new"));
        fresh.setId("policy-new");
        fresh.setOnAction(e -> {
            names.getSelectionModel().clearSelection();
            name.clear();
            editor.show("");
            editor.propose(BEGINNING);
            name.requestFocus();
        });
        Button remove = new Button(texts.get("access.policies.remove"));
        remove.setId("policy-remove");
        remove.disableProperty()
                .bind(names.getSelectionModel().selectedItemProperty().isNull());
        remove.setOnAction(e -> {
            String chosen = names.getSelectionModel().getSelectedItem();
            model.put(
                    chosen,
                    null,
                    () -> {
                        name.clear();
                        editor.show("");
                    },
                    editor::fail);
        });
        VBox left = new VBox(8, names, new HBox(8, fresh, remove));
        left.setMinWidth(NAMES_WIDTH);
        VBox right = new VBox(8, name, editor);
        HBox.setHgrow(right, Priority.ALWAYS);
        VBox.setVgrow(editor, Priority.ALWAYS);
        return new HBox(12, left, right);
    }

    private static String document(PoliciesDocument policies, String name) {
        return policies.policies().getOrDefault(name, "");
    }

    /** Keeps what is chosen, and what was typed if it is not saved yet. */
    private static void show(PoliciesDocument policies, ListView<String> names, RawEditor editor) {
        String chosen = names.getSelectionModel().getSelectedItem();
        List<String> now = List.copyOf(new TreeSet<>(policies.policies().keySet()));
        if (!names.getItems().equals(now)) {
            names.getItems().setAll(now);
        }
        if (chosen != null && policies.policies().containsKey(chosen)) {
            names.getSelectionModel().select(chosen);
            editor.saved(document(policies, chosen));
        }
    }
}
