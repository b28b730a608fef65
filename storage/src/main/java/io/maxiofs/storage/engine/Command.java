package io.maxiofs.storage.engine;

/**
 * A change somebody asks for. Deciding looks at the newest state and says what shall happen; it changes nothing itself
 * and does not block.
 */
interface Command<T> {

    /**
     * Runs on the committer thread.
     *
     * @throws io.maxiofs.storage.api.StorageException to refuse; nothing is changed then
     */
    Decision<T> decide(DecisionContext context);

    /** Bytes of the inline body the command brings; what the queue counts. */
    default int bodyBytes() {
        return 0;
    }

    /** Whether it makes space, or loses nothing but space, and may use the reserve of a full disk for its record. */
    default boolean mayUseReserve() {
        return false;
    }

    /**
     * The command was decided, refused, or never got that far; frees what it holds. Either this or {@link #inDoubt()} is
     * called, once.
     */
    default void settled(boolean committed) {}

    /** It was decided, and whether that is on the disk is known when the journal has been read back. */
    default void inDoubt() {}
}
