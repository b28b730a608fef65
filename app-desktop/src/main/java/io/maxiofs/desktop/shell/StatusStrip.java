package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Work;
import io.maxiofs.desktop.i18n.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Below the screens: state, throughput, free space, and what is going on in the background. */
final class StatusStrip extends HBox {

    StatusStrip(Texts texts, ShellViewModel model, Background background) {
        getStyleClass().add("shell-strip");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren()
                .addAll(
                        label("strip-state", model.stateWordProperty()),
                        label("strip-throughput", model.throughputProperty()),
                        space,
                        work(texts, background.running()),
                        label("strip-free", model.freeSpaceProperty()));
    }

    private static Label label(String id, ObservableValue<String> text) {
        Label label = new Label();
        label.setId(id);
        label.setMinWidth(USE_PREF_SIZE);
        label.textProperty().bind(text);
        return label;
    }

    /** The work that runs longest, how far it is, how many more there are, and a way to stop it. */
    private static HBox work(Texts texts, ObservableList<Work> running) {
        ProgressIndicator sign = new ProgressIndicator();
        sign.setPrefSize(14, 14);
        sign.setAccessibleText(texts.get("state.working"));
        ProgressBar bar = new ProgressBar();
        bar.setId("strip-progress");
        bar.setPrefSize(90, 8);
        bar.setAccessibleText(texts.get("state.working"));
        Label name = new Label();
        name.setId("strip-work");
        Button cancel = new Button(null, new FontIcon(Feather.X));
        cancel.setId("strip-cancel");
        cancel.getStyleClass().addAll("flat", "button-icon", "strip-cancel");
        cancel.setAccessibleText(texts.get("action.cancel"));
        cancel.setTooltip(new Tooltip(texts.get("action.cancel")));
        for (Node node : List.of(sign, bar, cancel)) {
            node.managedProperty().bind(node.visibleProperty());
        }
        sign.visibleProperty().bind(bar.visibleProperty().not());
        HBox box = new HBox(6, sign, bar, name, cancel);
        box.visibleProperty().bind(Bindings.isNotEmpty(running));
        Runnable show = () -> {
            bar.visibleProperty().unbind();
            bar.progressProperty().unbind();
            bar.setVisible(false);
            if (running.isEmpty()) {
                return;
            }
            Work first = running.getFirst();
            bar.progressProperty().bind(first.progressProperty());
            bar.visibleProperty().bind(first.progressProperty().greaterThanOrEqualTo(0));
            int more = running.size() - 1;
            name.setText(more == 0 ? first.name() : texts.get("strip.more", first.name(), more));
            cancel.setOnAction(e -> first.cancel());
        };
        running.subscribe(show);
        show.run();
        return box;
    }
}
