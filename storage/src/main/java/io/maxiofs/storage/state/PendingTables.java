package io.maxiofs.storage.state;

import io.maxiofs.storage.index.Cursor;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables as the committer sees them: what is durable, and before it what the group in the making changes. Readers
 * see none of that until {@link #publish()}, which comes after the force.
 */
public final class PendingTables implements Tables {
    private static final byte[] REMOVED = new byte[0];

    private final IndexTables durable;
    private final Map<Table, NavigableMap<byte[], byte[]>> pending = new EnumMap<>(Table.class);

    public PendingTables(IndexTables durable) {
        this.durable = durable;
        for (Table table : Table.values()) {
            pending.put(table, new TreeMap<>(Arrays::compareUnsigned));
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        byte[] value = of(table).get(key);
        if (value == null) {
            return durable.get(table, key);
        }
        return isRemoved(value) ? null : value;
    }

    @Override
    public @Nullable Row first(Table table, byte[] from, byte @Nullable [] to) {
        NavigableMap<byte[], byte[]> changes = of(table);
        if (changes.isEmpty()) {
            return durable.first(table, from, to);
        }
        Row stored = firstStoredNotChanged(table, changes, from, to);
        for (Map.Entry<byte[], byte[]> change : changes.tailMap(from, true).entrySet()) {
            byte[] limit = stored == null ? to : stored.key();
            if (limit != null && Arrays.compareUnsigned(change.getKey(), limit) >= 0) {
                break;
            }
            if (!isRemoved(change.getValue())) {
                return new Row(change.getKey(), change.getValue());
            }
        }
        return stored;
    }

    private @Nullable Row firstStoredNotChanged(
            Table table, NavigableMap<byte[], byte[]> changes, byte[] from, byte @Nullable [] to) {
        Cursor cursor = durable.cursor(table, from, to);
        while (cursor.next()) {
            byte[] key = cursor.key();
            if (!changes.containsKey(key)) {
                return new Row(key, cursor.value());
            }
        }
        return null;
    }

    @Override
    public void put(Table table, byte[] key, byte[] value) {
        of(table).put(key, value);
    }

    @Override
    public void remove(Table table, byte[] key) {
        of(table).put(key, REMOVED);
    }

    /**
     * Shows the group's changes to readers. A reader that looks into {@link Table#OBJECT}, then into {@link
     * Table#NONCURRENT}, then once more into the first, finds every version that was there all the time: a version that
     * moves appears at its new place before it leaves the old one.
     */
    public void publish() {
        NavigableMap<byte[], byte[]> older = of(Table.NONCURRENT);
        older.forEach((key, value) -> {
            if (!isRemoved(value)) {
                durable.put(Table.NONCURRENT, key, value);
            }
        });
        pending.forEach((table, changes) -> {
            if (table != Table.NONCURRENT) {
                changes.forEach((key, value) -> publish(table, key, value));
                changes.clear();
            }
        });
        older.forEach((key, value) -> {
            if (isRemoved(value)) {
                durable.remove(Table.NONCURRENT, key);
            }
        });
        older.clear();
    }

    private void publish(Table table, byte[] key, byte[] value) {
        if (isRemoved(value)) {
            durable.remove(table, key);
        } else {
            durable.put(table, key, value);
        }
    }

    /** Forgets the group's changes. */
    public void discard() {
        pending.values().forEach(Map::clear);
    }

    @SuppressWarnings("ReferenceEquality") // the mark is an object, an empty value another
    private static boolean isRemoved(byte[] value) {
        return value == REMOVED;
    }

    private NavigableMap<byte[], byte[]> of(Table table) {
        NavigableMap<byte[], byte[]> found = pending.get(table);
        if (found == null) {
            throw new IllegalStateException("No table " + table);
        }
        return found;
    }
}
