package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.i18n.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** In the middle of the window while the server of this computer does not serve: what is the case and what to do. */
final class ServerStateView extends StackPane {
    private final Label title = new Label();
    private final Label works = new Label();
    private final Label tried = new Label();
    private final Label detail = new Label();
    private final ProgressBar busy = new ProgressBar();
    private final FlowPane actions = new FlowPane(8, 8);

    ServerStateView(Texts texts) {
        getStyleClass().add("server-state");
        title.getStyleClass().add("screen-title");
        title.setId("server-state-title");
        tried.getStyleClass().add("muted");
        tried.setId("server-state-tried");
        detail.getStyleClass().addAll("muted", "server-state-detail");
        detail.setId("server-state-detail");
        for (Label label : new Label[] {title, works, tried, detail}) {
            label.setWrapText(true);
            label.managedProperty().bind(label.textProperty().isNotEmpty());
        }
        busy.setMaxWidth(Double.MAX_VALUE);
        busy.setAccessibleText(texts.get("state.working"));
        busy.managedProperty().bind(busy.visibleProperty());
        VBox box = new VBox(12, title, works, busy, tried, detail, actions);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMaxWidth(560);
        getChildren().add(box);
    }

    void show(ServerStateViewModel.Page page) {
        title.setText(page.title());
        works.setText(page.works());
        tried.setText(page.tried());
        detail.setText(page.busy() ? "" : page.detail());
        busy.setVisible(page.busy());
        busy.setProgress(page.progress());
        actions.getChildren().clear();
        for (ServerStateViewModel.Action action : page.actions()) {
            Button button = new Button(action.label());
            button.setId("server-" + action.id());
            button.setOnAction(e -> action.run().run());
            if (actions.getChildren().isEmpty() && !page.busy()) {
                button.getStyleClass().add("accent");
            }
            actions.getChildren().add(button);
        }
    }
}
