package io.maxiofs.server.event.inventory;

import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketSetting;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The inventories that a bucket keeps among its settings. */
public final class StoredInventory {
    private StoredInventory() {}

    /** In the order of their ids; empty if it has none. */
    public static List<InventoryConfiguration> of(Bucket bucket) {
        String text = bucket.settings().get(BucketSetting.INVENTORY);
        return text == null ? List.of() : InventoryDocument.parseStored(text.getBytes(StandardCharsets.UTF_8));
    }
}
