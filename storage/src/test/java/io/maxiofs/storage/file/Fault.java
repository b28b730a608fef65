package io.maxiofs.storage.file;

/** What happens at a call that changes a {@link SimulatedDisk}. */
public enum Fault {
    /** Nothing unusual. */
    NONE,
    /**
     * An {@link java.io.IOException}, and nothing is done. A failed force of a file also forgets which of its bytes had
     * not been stored yet, as Linux does: they can still be read, and no later force stores them.
     */
    FAIL,
    /** A {@link DiskFullException}; a write is done in part, a force forgets as with {@link #FAIL}. */
    FULL,
    /** Power is lost before the call. */
    CRASH,
    /** Power is lost in the middle of the call; calls that cannot be divided are done. */
    TEAR
}
