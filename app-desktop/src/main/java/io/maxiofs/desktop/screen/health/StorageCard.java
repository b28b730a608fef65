package io.maxiofs.desktop.screen.health;

import io.maxiofs.desktop.control.Card;
import io.maxiofs.desktop.control.CopyField;
import io.maxiofs.desktop.control.StatusPill;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.desktop.model.StorageMoves.Place;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Binds where the data is to a card. */
final class StorageCard {
    private final StorageViewModel model;
    private final Texts texts;
    private final VBox content = new VBox(8);
    private final Card root;

    StorageCard(StorageViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        content.setId("storage");
        root = new Card(texts.get("storage.title"), content);
        model.placeProperty().subscribe(this::show);
        model.commandProperty().subscribe(this::showElsewhere);
    }

    Node root() {
        return root;
    }

    private void show(@Nullable Place place) {
        if (place == null) {
            return;
        }
        List<Node> nodes = new ArrayList<>();
        nodes.add(text(
                "storage-place", texts.get("storage.place", place.directory().toString())));
        nodes.add(text("storage-space", model.space(place)));
        if (place.unfinished() != null) {
            nodes.add(new HBox(new StatusPill(StatusPill.Tone.WARNING, texts.get("storage.unfinished.word"))));
            nodes.add(text(
                    "storage-unfinished",
                    texts.get("storage.unfinished", place.unfinished().toString())));
            nodes.add(new FlowPane(
                    8,
                    8,
                    button("storage-go-on", "storage.go-on", Feather.PLAY, model::goOn),
                    button("storage-give-up", "storage.give-up.ask", Feather.X, model::giveUp)));
        } else {
            if (place.old() != null) {
                nodes.add(
                        text("storage-old", texts.get("storage.old", place.old().toString())));
            }
            FlowPane actions =
                    new FlowPane(8, 8, button("storage-move", "storage.move", Feather.HARD_DRIVE, model::choose));
            if (place.old() != null) {
                actions.getChildren()
                        .add(button("storage-delete-old", "storage.delete.ask", Feather.TRASH_2, model::deleteOld));
            }
            nodes.add(actions);
        }
        content.getChildren().setAll(nodes);
    }

    private void showElsewhere(@Nullable String command) {
        if (command != null) {
            content.getChildren()
                    .setAll(
                            text("storage-elsewhere", texts.get("storage.elsewhere")),
                            new CopyField(texts, texts.get("storage.elsewhere.command"), command));
        }
    }

    private Button button(String id, String textKey, Feather icon, Runnable run) {
        Button button = new Button(texts.get(textKey), new FontIcon(icon));
        button.setId(id);
        button.setOnAction(e -> run.run());
        button.disableProperty().bind(model.busyProperty());
        return button;
    }

    private static Label text(String id, String content) {
        Label label = new Label(content);
        label.setId(id);
        label.setWrapText(true);
        return label;
    }
}
