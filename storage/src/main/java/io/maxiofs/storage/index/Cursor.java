package io.maxiofs.storage.index;

/**
 * Walks over entries of a table in ascending order, each key at most once. Used by one thread at a time; holds nothing
 * between calls and need not be closed.
 *
 * <p>Every entry that was there when the cursor was made and stays unchanged is seen. Changes made meanwhile ahead of
 * the cursor may or may not be seen. Throws what {@link IndexTable} says of reads.
 */
public interface Cursor {

    /** Moves to the next entry; false at the end, and ever after. */
    boolean next();

    /**
     * The current entry's key.
     *
     * @throws IllegalStateException unless the last call was a {@link #next()} that returned true
     */
    byte[] key();

    /** The current entry's value; throws as {@link #key()} does. */
    byte[] value();

    /**
     * Moves forward so that the following {@link #next()} goes to the first entry at or after {@code key}. Never moves
     * back: with a key at or before the current one the following entry is the next one anyway. Costs one descent into
     * the index however many entries are skipped.
     */
    void seek(byte[] key);
}
