package io.maxiofs.storage.tool;

import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lock of a store that is read around its damage; none if the drive does not even let the lock file be opened. */
final class SourceLock implements AutoCloseable {
    private final Path root;
    private final @Nullable DataFile file;
    private final @Nullable Closeable lock;

    private SourceLock(Path root, @Nullable DataFile file, @Nullable Closeable lock) {
        this.root = root;
        this.file = file;
        this.lock = lock;
    }

    static SourceLock take(Disk disk, Path root) throws IOException {
        Path path = new StoreLayout(root).lockFile();
        if (!disk.exists(path)) {
            // No server has been here, and a drive that can only be read takes no new file.
            return new SourceLock(root, null, null);
        }
        DataFile file = disk.open(path, OpenMode.WRITE);
        boolean taken = false;
        try {
            SourceLock result = new SourceLock(root, file, file.tryLock());
            taken = true;
            return result;
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    void requireHeld() throws StoreRefusedException {
        if (file != null && lock == null) {
            throw new StoreRefusedException("Another process uses the data directory " + root);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            try (file) {
                if (lock != null) {
                    lock.close();
                }
            }
        }
    }
}
