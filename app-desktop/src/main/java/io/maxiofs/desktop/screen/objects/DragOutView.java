package io.maxiofs.desktop.screen.objects;

import io.maxiofs.desktop.fx.Work;
import io.maxiofs.desktop.i18n.Texts;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** How far a drag out of the window is prepared, and the drag itself. */
final class DragOutView {
    private static final double BAR_WIDTH = 120;

    private final DragOut model;
    private final ObjectsViewModel list;
    private final Texts texts;
    private final HBox root = new HBox(8);

    DragOutView(DragOut model, ObjectsViewModel list, Texts texts) {
        this.model = model;
        this.list = list;
        this.texts = texts;
        root.setId("objects-drag");
        root.getStyleClass().add("drag-out");
        root.visibleProperty().bind(Bindings.isNotEmpty(list.selected()));
        model.stateProperty().subscribe(this::show);
    }

    Node root() {
        return root;
    }

    private void show(DragOut.State state) {
        root.getChildren()
                .setAll(
                        switch (state) {
                            case DragOut.State.Nothing nothing -> List.of(ask());
                            case DragOut.State.Fetching fetching -> progress(fetching.work());
                            case DragOut.State.Ready ready -> List.of(ready(ready.files()));
                        });
    }

    private Hyperlink ask() {
        Hyperlink ask = new Hyperlink(texts.get("objects.drag.prepare"), new FontIcon(Feather.EXTERNAL_LINK));
        ask.setId("objects-drag-prepare");
        ask.setOnAction(e -> model.prepare());
        return ask;
    }

    private List<Node> progress(Work work) {
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(BAR_WIDTH);
        bar.setAccessibleText(work.name());
        bar.progressProperty().bind(work.progressProperty());
        Label label = new Label(work.name());
        label.getStyleClass().add("muted");
        return List.of(bar, label);
    }

    /** Can be dragged itself, for who does not want to aim at the selected rows. */
    private Label ready(List<Path> files) {
        Label label = new Label(texts.get("objects.drag.hint", files.size()), new FontIcon(Feather.MOVE));
        label.setId("objects-drag-ready");
        label.getStyleClass().add("drag-ready");
        label.setOnDragDetected(event -> detected(label, event));
        return label;
    }

    /** Begins a drag of files, or what has to happen before. */
    void detected(Node source, MouseEvent event) {
        if (list.selected().isEmpty()) {
            return;
        }
        List<Path> files = model.begin();
        if (!files.isEmpty()) {
            source.startDragAndDrop(TransferMode.COPY).setContent(content(files));
        }
        event.consume();
    }

    /** What other programs get. */
    static ClipboardContent content(List<Path> files) {
        ClipboardContent content = new ClipboardContent();
        content.putFiles(files.stream().map(Path::toFile).toList());
        return content;
    }
}
