package io.maxiofs.storage.engine;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.DiskFullException;
import io.maxiofs.storage.file.FileReplacement;
import io.maxiofs.storage.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Whether a disk on which a write failed takes writes again. Says nothing about what became of the failed one: that is
 * known only after the journal was read back.
 */
final class WriteTrial {
    private static final int BYTES = 4096;

    private final Disk disk;
    private final Path file;

    /** @param root of the store; gets a small file, which is removed again */
    WriteTrial(Disk disk, Path root) {
        this.disk = disk;
        this.file = root.resolve("trial" + FileReplacement.TEMPORARY_SUFFIX);
    }

    /**
     * Writes and forces. A full disk passes: a store opens on one.
     *
     * @throws IOException if the disk does not take it
     */
    void run(Journal journal) throws IOException {
        try (DataFile trial = disk.open(file, OpenMode.CREATE)) {
            trial.write(ByteBuffer.allocate(BYTES), 0);
            trial.force();
        } catch (DiskFullException e) {
            // Nothing is learned.
        } finally {
            disk.delete(file);
        }
        journal.tryForce();
    }
}
