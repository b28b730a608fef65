package io.maxiofs.desktop.wizard;

import io.maxiofs.desktop.i18n.Texts;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The frame of the assistant: a title, one step, and the way on. */
final class WizardView {
    private final Texts texts;
    private final WizardViewModel model;
    private final WizardSteps steps;
    private final BorderPane root = new BorderPane();
    private final Label title = new Label();
    private final Label lead = new Label();
    private final Label number = new Label();
    private final ScrollPane middle = new ScrollPane();
    private final Button back = new Button();
    private final Button next = new Button();

    WizardView(Texts texts, WizardViewModel model) {
        this.texts = texts;
        this.model = model;
        this.steps = new WizardSteps(texts, model);
        title.getStyleClass().add("screen-title");
        title.setId("wizard-title");
        title.setWrapText(true);
        lead.setWrapText(true);
        lead.getStyleClass().add("muted");
        number.getStyleClass().add("muted");
        VBox head = new VBox(6, number, title, lead);
        head.setPadding(new Insets(24, 32, 8, 32));
        middle.setFitToWidth(true);
        middle.getStyleClass().add("wizard-middle");
        root.setTop(head);
        root.setCenter(middle);
        root.setBottom(buttons());
        root.getStyleClass().add("wizard");
        model.stepProperty().subscribe(this::show);
    }

    Parent view() {
        return root;
    }

    private Node buttons() {
        Button skip = new Button(texts.get("wizard.skip"));
        skip.setId("wizard-skip");
        skip.getStyleClass().add("flat");
        skip.setOnAction(e -> model.finish());
        back.setText(texts.get("wizard.back"));
        back.setId("wizard-back");
        back.setOnAction(e -> model.back());
        next.setId("wizard-next");
        next.getStyleClass().add("accent");
        next.setDefaultButton(true);
        next.disableProperty().bind(model.complete().not());
        next.setOnAction(e -> model.next());
        Label problem = new Label();
        problem.getStyleClass().add("form-failure");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty());
        problem.managedProperty().bind(problem.textProperty().isNotEmpty());
        problem.setPadding(new Insets(0, 32, 0, 32));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(8, skip, space, back, next);
        row.setAlignment(Pos.CENTER);
        row.setPadding(new Insets(12, 32, 20, 32));
        return new VBox(problem, row);
    }

    private void show(WizardViewModel.Step step) {
        String key = "wizard." + step.name().toLowerCase(Locale.ROOT);
        title.setText(texts.get(key + ".title"));
        lead.setText(texts.get(key + ".lead"));
        WizardViewModel.Step[] all = WizardViewModel.Step.values();
        number.setText(texts.get("wizard.step", List.of(all).indexOf(step) + 1, all.length));
        VBox content = new VBox(12);
        content.setPadding(new Insets(12, 32, 12, 32));
        content.getChildren().setAll(steps.of(step));
        middle.setContent(content);
        middle.setVvalue(0);
        back.setVisible(model.canGoBack());
        next.setText(texts.get(
                switch (step) {
                    case LOGIN -> "wizard.start-server";
                    case CONNECT -> "wizard.finish";
                    default -> "wizard.next";
                }));
    }
}
