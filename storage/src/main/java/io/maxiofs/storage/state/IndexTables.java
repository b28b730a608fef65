package io.maxiofs.storage.state;

import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.index.IndexTable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables as readers see them: everything in them is durable in the journal. */
public final class IndexTables implements Tables {
    private final Map<Table, IndexTable> tables = new EnumMap<>(Table.class);

    public IndexTables(Index index) {
        for (Table table : Table.values()) {
            tables.put(table, index.table(table.storedName()));
        }
    }

    @Override
    public byte @Nullable [] get(Table table, byte[] key) {
        return of(table).get(key);
    }

    @Override
    public @Nullable Row first(Table table, byte[] from, byte @Nullable [] to) {
        Cursor cursor = of(table).cursor(from, to);
        return cursor.next() ? new Row(cursor.key(), cursor.value()) : null;
    }

    /** All rows from {@code from} on and before {@code to}, ascending. */
    public Cursor cursor(Table table, byte[] from, byte @Nullable [] to) {
        return of(table).cursor(from, to);
    }

    @Override
    public void put(Table table, byte[] key, byte[] value) {
        of(table).put(key, value);
    }

    @Override
    public void remove(Table table, byte[] key) {
        of(table).remove(key);
    }

    private IndexTable of(Table table) {
        IndexTable found = tables.get(table);
        if (found == null) {
            throw new IllegalStateException("No table " + table);
        }
        return found;
    }
}
