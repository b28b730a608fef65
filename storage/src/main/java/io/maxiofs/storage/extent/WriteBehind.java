package io.maxiofs.storage.extent;

import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Lets the disk store what was written of one file while more comes in, so that the last force has little left to do.
 * At most one such force is under way. Used by one thread at a time.
 */
final class WriteBehind {
    private final DataFile file;
    private final BackgroundForces forces;
    private final long everyBytes;
    private long waitingBytes;
    private @Nullable CompletableFuture<Void> underWay;

    /** @param everyBytes 0 to do nothing */
    WriteBehind(DataFile file, BackgroundForces forces, long everyBytes) {
        this.file = file;
        this.forces = forces;
        this.everyBytes = everyBytes;
    }

    /**
     * Says that bytes were written.
     *
     * @throws IOException if the last force failed: nothing written so far may be taken as stored
     */
    void wrote(int bytes) throws IOException {
        waitingBytes += bytes;
        if (everyBytes == 0 || waitingBytes < everyBytes) {
            return;
        }
        CompletableFuture<Void> last = underWay;
        if (last == null || last.isDone()) {
            await();
            CompletableFuture<Void> started = forces.tryStart(file);
            if (started != null) {
                underWay = started;
                waitingBytes = 0;
            }
        }
    }

    /**
     * Waits until no force is under way.
     *
     * @throws IOException if it failed
     */
    void await() throws IOException {
        CompletableFuture<Void> last = underWay;
        if (last == null) {
            return;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    last.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IOException("Storing what was written failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
