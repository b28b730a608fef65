package io.maxiofs.desktop.model;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Moves the storage of the server of this computer. While that goes on the server is stopped, and screens of it are not
 * shown: the page of the server tells how far it is. Safe on any thread.
 */
public interface StorageMoves {

    /**
     * Where the data is.
     *
     * @param unfinished where an interrupted move was going; null for none
     * @param old where a copy is that the store was moved from; null for none
     * @param free bytes that may still be written there
     * @param total bytes of that drive
     */
    record Place(
            Path directory,
            String drive,
            long free,
            long total,
            @Nullable Path unfinished,
            @Nullable Path old) {}

    /**
     * What a move would do.
     *
     * @param needed bytes that have to be free in the new place
     */
    record Size(long files, long bytes, long needed) {}

    /** Blocks. */
    Place look() throws IOException;

    /**
     * Says how much would be moved. Blocks.
     *
     * @throws IOException if it cannot be done; the message is for the person
     */
    Size check(Path to) throws IOException, InterruptedException;

    /** Stops the server, moves, or goes on with an unfinished move, and starts the server there; or here if it fails. */
    void begin(Path to);

    /** Stops the server, removes the unfinished copy, and starts the server again. */
    void giveUp(Path to);

    /**
     * Deletes the copy the store was moved from. Blocks.
     *
     * @throws IOException if it cannot be done; the message is for the person
     */
    void deleteOld(Path old) throws IOException, InterruptedException;
}
