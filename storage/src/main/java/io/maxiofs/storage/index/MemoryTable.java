package io.maxiofs.storage.index;

import java.util.Arrays;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Recent changes of one table, in order. One thread writes, any thread reads. A removed key holds {@link #REMOVED}. */
final class MemoryTable {

    /** Stands for "no such key"; compared by identity, as an empty value is a value. */
    static final byte[] REMOVED = new byte[0];

    /**
     * Heap of an entry beside its bytes: skip list node 24, its share of the list's index 8, two array headers of 16, and
     * rounding. {@code IndexFootprint}, among the benchmarks, measures it.
     */
    static final int ENTRY_OVERHEAD_BYTES = 76;

    private final ConcurrentSkipListMap<byte[], byte[]> entries = new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private volatile long bytes;

    @SuppressWarnings("ReferenceEquality") // an empty value is equal to it, but is a value
    static boolean isRemoval(byte[] value) {
        return value == REMOVED;
    }

    /** The value, {@link #REMOVED}, or null if this table says nothing about the key. */
    byte @Nullable [] get(byte[] key) {
        return entries.get(key);
    }

    /** Returns by how many bytes the table grew; negative if it shrank. */
    long set(byte[] key, byte[] value) {
        byte[] before = entries.put(key, value);
        long growth = before == null
                ? (long) ENTRY_OVERHEAD_BYTES + key.length + value.length
                : (long) value.length - before.length;
        bytes = bytes() + growth;
        return growth;
    }

    /** Estimated heap in use. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    ConcurrentNavigableMap<byte[], byte[]> entries() {
        return entries;
    }

    ConcurrentNavigableMap<byte[], byte[]> entriesFrom(byte[] from, boolean inclusive) {
        return entries.tailMap(from, inclusive);
    }
}
