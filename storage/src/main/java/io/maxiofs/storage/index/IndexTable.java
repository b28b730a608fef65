package io.maxiofs.storage.index;

import org.jspecify.annotations.Nullable;

/**
 * One ordered table of an {@link Index}. Keys are ordered as unsigned bytes. Reads are safe on any thread; {@link #put}
 * and {@link #remove} belong to the index's one writer thread.
 *
 * <p>Arrays are not copied on the way in or out: nobody changes an array after it was given or taken.
 *
 * <p>Reads throw {@link IndexDamagedException} if the file fails its checksums (the caller rebuilds the index), {@link
 * java.io.UncheckedIOException} if the disk fails, and {@link IllegalStateException} after {@link Index#close()}.
 */
public interface IndexTable {

    /** The name the index was opened with. */
    String name();

    /** The newest value of {@code key}, or null if there is none. */
    byte @Nullable [] get(byte[] key);

    /**
     * Entries from {@code from} on in ascending order.
     *
     * @param toExclusive where to stop; null for the end of the table
     */
    Cursor cursor(byte[] from, byte @Nullable [] toExclusive);

    /** Sets the value of {@code key}; readers that start after this returns see it. Writer thread only. */
    void put(byte[] key, byte[] value);

    /** Removes {@code key}, which need not exist; readers that start after this returns see it gone. Writer thread only. */
    void remove(byte[] key);
}
