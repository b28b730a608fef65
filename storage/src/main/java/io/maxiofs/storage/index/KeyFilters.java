package io.maxiofs.storage.index;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The key filters of the tables that have one. Each covers at least the keys of every snapshot published so far, or is
 * absent: then every key may be there. The flusher's thread changes them; any thread asks.
 *
 * <p>A filter that is missing or too small is built in steps over the newest snapshot, while keys flushed meanwhile are
 * added to it as well.
 */
final class KeyFilters {

    /** Keys read in one step of building. */
    private static final int STEP_KEYS = 16 * 1024;

    private static final long SMALLEST_CAPACITY = 64 * 1024;

    private final AtomicReferenceArray<@Nullable KeyFilter> current;
    private final boolean[] filtered;
    private final @Nullable Building[] building;
    private final long maxBytes;

    /** @param filtered by table, whether it has a filter */
    KeyFilters(boolean[] filtered, long maxBytes) {
        this.current = new AtomicReferenceArray<>(filtered.length);
        this.filtered = maxBytes == 0 ? new boolean[filtered.length] : filtered.clone();
        this.building = new Building[filtered.length];
        this.maxBytes = maxBytes;
    }

    /** Whether a table's key may be in a snapshot that was published before this call. */
    boolean mightContain(int table, byte[] key) {
        KeyFilter filter = current.get(table);
        return filter == null || filter.mightContain(key);
    }

    /** Must be called before the snapshot with this key is published. */
    void add(int table, byte[] key) {
        KeyFilter filter = current.get(table);
        if (filter != null) {
            filter.add(key);
        }
        Building next = building[table];
        if (next != null) {
            next.filter.add(key);
        }
    }

    /** Takes over a filter that covers the newest snapshot. */
    void restore(int table, KeyFilter filter) {
        if (filtered[table]) {
            current.set(table, filter);
        }
    }

    /** Every key may be there from now on. */
    void clear() {
        for (int table = 0; table < filtered.length; table++) {
            current.set(table, null);
        }
    }

    /** By table, the filter to save; null where there is none. */
    List<@Nullable KeyFilter> complete() {
        List<@Nullable KeyFilter> filters = new ArrayList<>();
        for (int table = 0; table < filtered.length; table++) {
            filters.add(current.get(table));
        }
        return filters;
    }

    /** Heap in use, with filters being built. */
    long bytes() {
        long sum = 0;
        for (int table = 0; table < filtered.length; table++) {
            KeyFilter filter = current.get(table);
            sum += filter == null ? 0 : filter.bytes();
            Building next = building[table];
            sum += next == null ? 0 : next.filter.bytes();
        }
        return sum;
    }

    /** Does one unit of building. False if there is nothing left to do. */
    boolean step(TreeSnapshot newest) {
        for (int table = 0; table < filtered.length; table++) {
            if (!filtered[table]) {
                continue;
            }
            Building next = building[table];
            if (next == null) {
                next = begin(table, newest.count(table));
                building[table] = next;
            }
            if (next != null) {
                if (next.advance(newest, table)) {
                    current.set(table, next.filter);
                    building[table] = null;
                }
                return true;
            }
        }
        return false;
    }

    /** A filter that is better than the one in use, or null if there can be none. */
    private @Nullable Building begin(int table, long keys) {
        KeyFilter inUse = current.get(table);
        if (inUse != null && inUse.keys() <= inUse.capacity()) {
            return null;
        }
        long others = bytes() - (inUse == null ? 0 : inUse.bytes());
        long capacity = Math.max(SMALLEST_CAPACITY, keys + keys / 2);
        long affordable = (maxBytes - others) * Byte.SIZE / KeyFilter.BITS_PER_KEY;
        capacity = Math.min(capacity, affordable);
        if (capacity <= 0 || (inUse != null && capacity <= inUse.capacity() + inUse.capacity() / 8)) {
            return null;
        }
        if (inUse != null && others + inUse.bytes() + KeyFilter.bytesFor(capacity) > maxBytes) {
            // Both would be too much: go without one until the new one is there.
            current.set(table, null);
        }
        return new Building(new KeyFilter(capacity));
    }

    private static final class Building {
        private final KeyFilter filter;
        private byte[] from = new byte[0];

        Building(KeyFilter filter) {
            this.filter = filter;
        }

        /** True when all keys are in. Keys below {@code from} that came since were added by {@link #add}. */
        boolean advance(TreeSnapshot newest, int table) {
            TreeSnapshot.Entries entries = newest.entries(table, from);
            for (int i = 0; i < STEP_KEYS; i++) {
                if (!entries.next()) {
                    return true;
                }
                from = entries.key();
                filter.add(from);
            }
            return false;
        }
    }
}
