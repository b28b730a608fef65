package io.maxiofs.storage.tool;

/** Who follows a move, on the thread of the move. */
public interface MoveListener {
    MoveListener NONE = progress -> {};

    /** Called very often; whoever shows it chooses when. */
    void progress(MoveProgress progress);

    /** Asked between two pieces of a file; true ends the move with a {@link MoveStoppedException}. */
    default boolean isStopWanted() {
        return false;
    }
}
