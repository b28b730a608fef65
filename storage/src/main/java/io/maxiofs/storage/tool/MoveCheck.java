package io.maxiofs.storage.tool;

import java.util.UUID;

/**
 * What a move would do.
 *
 * @param store identity of the store
 * @param files number of files
 * @param bytes of all of them
 * @param largestFile in bytes
 * @param needed bytes that have to be free in the new place; what an unfinished move left there is taken off
 * @param free bytes that are
 * @param resumes whether an unfinished move of this store to that place would go on
 */
public record MoveCheck(UUID store, long files, long bytes, long largestFile, long needed, long free, boolean resumes) {

    public boolean hasRoom() {
        return free >= needed;
    }
}
