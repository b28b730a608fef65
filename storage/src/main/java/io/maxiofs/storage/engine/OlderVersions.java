package io.maxiofs.storage.engine;

import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over the older versions of ascending keys with one cursor. */
final class OlderVersions {
    private final long bucketId;
    private final Cursor cursor;
    private boolean started;
    private boolean onRow;
    private byte @Nullable [] end;

    OlderVersions(IndexTables tables, long bucketId) {
        this.bucketId = bucketId;
        byte[] first = TableKeys.number(bucketId);
        this.cursor = tables.cursor(Table.NONCURRENT, first, TableKeys.behind(first));
    }

    /** Goes to the versions of {@code key}, which must order behind the keys asked for before. */
    void begin(ObjectKey key) {
        byte[] first = TableKeys.ofKey(bucketId, key);
        end = TableKeys.behind(first);
        if (!started || onRow && Arrays.compareUnsigned(cursor.key(), first) < 0) {
            started = true;
            cursor.seek(first);
            onRow = cursor.next();
        }
    }

    /** The next older version of the key; null if there is none. */
    @Nullable Entry next() {
        if (!onRow || end != null && Arrays.compareUnsigned(cursor.key(), end) >= 0) {
            return null;
        }
        Entry entry = Entry.read(cursor.value());
        onRow = cursor.next();
        return entry;
    }
}
