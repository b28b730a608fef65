package io.maxiofs.storage.tool;

/**
 * How far a move is.
 *
 * @param bytes of files that are in the new place and were compared
 * @param totalBytes of all files
 */
public record MoveProgress(Step step, long files, long totalFiles, long bytes, long totalBytes) {

    /** What a move is busy with. */
    public enum Step {
        /** Finds out how much there is. */
        COUNT,
        /** Copies, forces, reads back and compares. */
        COPY,
        /** Makes the copy the store. */
        SWITCH,
        /** Removes files that are not wanted. */
        DELETE
    }
}
