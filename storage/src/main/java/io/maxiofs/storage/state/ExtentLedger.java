package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.Decoder;
import io.maxiofs.storage.codec.Encoder;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.extent.ExtentRef;
import java.util.ArrayList;
import java.util.List;

/** Counts who refers to each extent. Writer thread only. */
public final class ExtentLedger {
    private final Tables tables;
    private final List<Long> freed = new ArrayList<>();

    ExtentLedger(Tables tables) {
        this.tables = tables;
    }

    void retain(StoredBody body) {
        if (body instanceof StoredBody.Extents extents) {
            for (ExtentRef ref : extents.refs()) {
                set(ref.extentId(), count(ref.extentId()) + 1);
            }
        }
    }

    void release(StoredBody body) {
        if (body instanceof StoredBody.Extents extents) {
            for (ExtentRef ref : extents.refs()) {
                set(ref.extentId(), count(ref.extentId()) - 1);
            }
        }
    }

    /** References to an extent; 0 if nobody needs it. */
    public long count(long extentId) {
        byte[] value = tables.get(Table.EXTENT, TableKeys.number(extentId));
        return value == null ? 0 : new Decoder(value).varint();
    }

    private void set(long extentId, long count) {
        byte[] key = TableKeys.number(extentId);
        if (count <= 0) {
            tables.remove(Table.EXTENT, key);
            freed.add(extentId);
        } else {
            tables.put(Table.EXTENT, key, new Encoder(16).varint(count).toByteArray());
        }
    }

    /** Extents that lost their last reference since the last call. */
    public List<Long> takeFreed() {
        if (freed.isEmpty()) {
            return List.of();
        }
        List<Long> taken = List.copyOf(freed);
        freed.clear();
        return taken;
    }
}
