package io.maxiofs.desktop.shell;

import io.maxiofs.desktop.fx.Background;
import io.maxiofs.desktop.fx.Work;
import io.maxiofs.desktop.i18n.Texts;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

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

    private static HBox work(Texts texts, ObservableList<Work> running) {
        ProgressIndicator sign = new ProgressIndicator();
        sign.setPrefSize(14, 14);
        sign.setAccessibleText(texts.get("state.working"));
        Label name = new Label();
        name.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> running.isEmpty() ? "" : running.getFirst().name(), running));
        HBox box = new HBox(6, sign, name);
        box.visibleProperty().bind(Bindings.isNotEmpty(running));
        return box;
    }
}
