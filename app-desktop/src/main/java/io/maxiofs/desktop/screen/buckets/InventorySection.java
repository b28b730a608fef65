package io.maxiofs.desktop.screen.buckets;

import io.maxiofs.desktop.fx.FxDialogs;
import io.maxiofs.desktop.i18n.Texts;
import io.maxiofs.server.admin.api.BucketInventory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import org.jspecify.annotations.Nullable;

/** The inventories of a bucket, each of which can be written at once, and the form of one. */
final class InventorySection extends RuleSection<BucketInventory> {
    private final BucketSettingsViewModel model;

    InventorySection(Texts texts, FxDialogs dialogs, BucketSettingsViewModel model) {
        super(texts, dialogs, "inventory");
        this.model = model;
        adds(texts.get("inventory.add"));
    }

    @Override
    List<String> words(BucketInventory inventory) {
        String schedule = inventory.enabled() ? inventory.schedule() : "off";
        List<String> lines = new ArrayList<>();
        lines.add(inventory.id());
        lines.add(texts().get(
                        "inventory.row",
                        texts().get("bucket-settings.inventory.schedule." + schedule),
                        inventory.destination() + "/" + inventory.destinationPrefix()));
        if (!inventory.prefix().isEmpty()) {
            lines.add(texts().get("lifecycle.below", inventory.prefix()));
        }
        if (inventory.allVersions()) {
            lines.add(texts().get("inventory.versions"));
        }
        if (!inventory.fields().isEmpty()) {
            lines.add(String.join(", ", inventory.fields()));
        }
        return lines;
    }

    @Override
    List<Node> more(BucketInventory inventory) {
        Button write = new Button(texts().get("bucket-settings.inventory.write"));
        write.setId("inventory-write-" + inventory.id());
        write.setMinWidth(Button.USE_PREF_SIZE);
        write.setAccessibleText(texts().get("bucket-settings.inventory.write-one", inventory.id()));
        write.setOnAction(e -> model.writeInventory(inventory.id()));
        return List.of(write);
    }

    @Override
    void open(@Nullable BucketInventory inventory, boolean copy) {
        boolean edited = inventory != null && !copy;
        Set<String> taken = shown().stream()
                .map(BucketInventory::id)
                .filter(id -> inventory == null || copy || !id.equals(inventory.id()))
                .collect(Collectors.toSet());
        InventoryDraft draft = new InventoryDraft(texts(), taken, inventory);
        DraftRows rows = new DraftRows(draft.draft())
                .name(texts().get("inventory.id"), "inventory-id", draft.id(), edited, "")
                .text(texts().get("inventory.destination"), "inventory-destination", draft.destination())
                .text(
                        texts().get("inventory.destination-prefix"),
                        "inventory-destination-prefix",
                        draft.destinationPrefix())
                .choice(
                        texts().get("inventory.schedule"),
                        "inventory-schedule",
                        draft.schedule(),
                        InventoryDraft.SCHEDULES,
                        name -> texts().get("bucket-settings.inventory.schedule." + name))
                .flag(texts().get("inventory.enabled"), "inventory-enabled", draft.enabled())
                .text(texts().get("lifecycle.prefix"), "inventory-prefix", draft.prefix(), texts().get("lifecycle.all"))
                .flag(texts().get("inventory.versions"), "inventory-versions", draft.allVersions())
                .flags(texts().get("inventory.fields"), "inventory-field", draft.fields(), name -> name);
        dialog(
                texts().get(edited ? "inventory.title.edit" : "inventory.title"),
                rows,
                draft.draft(),
                (failed, done) -> model.putInventory(draft.inventory(), failed, done));
    }

    @Override
    boolean isEnabled(BucketInventory inventory) {
        return inventory.enabled();
    }

    @Override
    BucketInventory toggled(BucketInventory inventory) {
        return new BucketInventory(
                inventory.id(),
                !inventory.enabled(),
                inventory.schedule(),
                inventory.allVersions(),
                inventory.prefix(),
                inventory.destination(),
                inventory.destinationPrefix(),
                inventory.fields());
    }

    @Override
    void replace(BucketInventory inventory, BucketInventory other, Consumer<String> failed) {
        model.putInventory(other, failed, () -> {});
    }

    @Override
    void remove(BucketInventory inventory, Consumer<String> failed) {
        model.deleteInventory(inventory.id(), failed);
    }
}
