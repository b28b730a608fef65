package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketInventory;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The inventories of a bucket, each of which can be written at once. */
final class InventoryList {
    private final Texts texts;
    private final BucketSettingsViewModel model;
    private final VBox rows = new VBox(12);

    InventoryList(Texts texts, BucketSettingsViewModel model) {
        this.texts = texts;
        this.model = model;
    }

    Node root() {
        Label explain = new Label(texts.get("bucket-settings.explain.inventory"));
        explain.setWrapText(true);
        rows.setId("inventory-list");
        VBox box = new VBox(12, explain, rows);
        box.getStyleClass().add("settings-side");
        return box;
    }

    void show(List<BucketInventory> inventories) {
        if (inventories.isEmpty()) {
            rows.getChildren().setAll(new Label(texts.get("bucket-settings.inventory.none")));
        } else {
            rows.getChildren().setAll(inventories.stream().map(this::row).toList());
        }
    }

    private Node row(BucketInventory inventory) {
        String schedule = inventory.enabled() ? inventory.schedule() : "off";
        Label what = new Label(texts.get(
                "bucket-settings.inventory.row",
                inventory.id(),
                texts.get("bucket-settings.inventory.schedule." + schedule),
                inventory.destination() + "/" + inventory.destinationPrefix()));
        what.setWrapText(true);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        Button write = new Button(texts.get("bucket-settings.inventory.write"));
        write.setId("inventory-write-" + inventory.id());
        write.setMinWidth(Button.USE_PREF_SIZE);
        write.setAccessibleText(texts.get("bucket-settings.inventory.write-one", inventory.id()));
        write.setOnAction(e -> model.writeInventory(inventory.id()));
        HBox row = new HBox(12, what, write);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
