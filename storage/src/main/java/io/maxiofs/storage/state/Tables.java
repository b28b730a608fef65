package io.maxiofs.storage.state;

import org.jspecify.annotations.Nullable;

/** Ordered tables of byte strings. Keys and values given or received are never changed afterwards. */
public interface Tables {

    /** Null if there is none. */
    byte @Nullable [] get(Table table, byte[] key);

    /** The first row from {@code from} on and before {@code to}; null if there is none. */
    @Nullable Row first(Table table, byte[] from, byte @Nullable [] to);

    void put(Table table, byte[] key, byte[] value);

    void remove(Table table, byte[] key);

    /** A key and its value. */
    record Row(byte[] key, byte[] value) {}
}
