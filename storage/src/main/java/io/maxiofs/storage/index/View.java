package io.maxiofs.storage.index;

import org.jspecify.annotations.Nullable;

/**
 * All that a reader looks at, taken in one volatile read: the tables that changes go to, over those waiting for the
 * disk, over the file. A change is in exactly one of them, or in two with the same value while a flush ends.
 */
final class View {

    private final MemoryTable[] active;
    private final MemoryTable @Nullable [] frozen;
    private final TreeSnapshot snapshot;

    View(MemoryTable[] active, MemoryTable @Nullable [] frozen, TreeSnapshot snapshot) {
        this.active = active;
        this.frozen = frozen;
        this.snapshot = snapshot;
    }

    static MemoryTable[] emptyTables(int count) {
        MemoryTable[] tables = new MemoryTable[count];
        for (int i = 0; i < count; i++) {
            tables[i] = new MemoryTable();
        }
        return tables;
    }

    MemoryTable active(int table) {
        return active[table];
    }

    @Nullable MemoryTable frozen(int table) {
        return frozen == null ? null : frozen[table];
    }

    boolean hasFrozen() {
        return frozen != null;
    }

    TreeSnapshot snapshot() {
        return snapshot;
    }

    boolean isActiveEmpty() {
        for (MemoryTable table : active) {
            if (!table.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    long frozenBytes() {
        long sum = 0;
        if (frozen != null) {
            for (MemoryTable table : frozen) {
                sum += table.bytes();
            }
        }
        return sum;
    }

    /** The active tables become the frozen ones. */
    View freeze() {
        if (frozen != null) {
            throw new IllegalStateException("The last frozen tables are not flushed yet");
        }
        return new View(emptyTables(active.length), active, snapshot);
    }

    /** The frozen tables are in {@code next}. */
    View flushed(TreeSnapshot next) {
        return new View(active, null, next);
    }

    /** The same changes over another snapshot of the same content. */
    View over(TreeSnapshot next) {
        return new View(active, frozen, next);
    }
}
