package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.FileReplacement;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A data directory that belongs to this process. Its identity file says which store it is and in which format; a
 * directory without one is only taken if it is empty, so that nothing is ever created at an empty mount point that used
 * to hold a store.
 */
public final class DataDirectory implements AutoCloseable {
    /** The format this code reads and writes. A newer one is refused. */
    static final int FORMAT = 1;

    private static final int MAX_IDENTITY_BYTES = 4096;

    private final Disk disk;
    private final StoreLayout layout;
    private final UUID id;
    private final DataFile lockFile;
    private final Closeable lock;

    private DataDirectory(Disk disk, StoreLayout layout, UUID id, DataFile lockFile, Closeable lock) {
        this.disk = disk;
        this.layout = layout;
        this.id = id;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Takes an existing directory.
     *
     * @param newId identity for a directory that is empty; null to refuse those
     * @throws StoreRefusedException if it is another process's, another format's, or no store
     * @throws IOException if the disk fails
     */
    public static DataDirectory take(Disk disk, Path root, @Nullable UUID newId) throws IOException {
        StoreLayout layout = new StoreLayout(root);
        if (!disk.exists(root)) {
            throw new StoreRefusedException("There is no directory " + root);
        }
        DataFile lockFile = disk.open(layout.lockFile(), OpenMode.CREATE);
        Closeable lock = null;
        try {
            lock = lockFile.tryLock();
            if (lock == null) {
                throw new StoreRefusedException("Another process uses the data directory " + root);
            }
            return new DataDirectory(disk, layout, identity(disk, layout, newId), lockFile, lock);
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            lockFile.close();
            throw e;
        }
    }

    private static UUID identity(Disk disk, StoreLayout layout, @Nullable UUID newId) throws IOException {
        if (disk.exists(layout.identityFile())) {
            return read(disk, layout);
        }
        boolean used = disk.list(layout.root()).stream().anyMatch(path -> !path.equals(layout.lockFile()));
        boolean journalExists = disk.exists(layout.journal());
        if (newId == null || journalExists) {
            throw new StoreRefusedException("No store in " + layout.root()
                    + (used ? ": it holds other files but no maxiofs.id" : ": it is empty; is the drive mounted?"));
        }
        String text = "format=" + FORMAT + "\nid=" + newId + "\n";
        new FileReplacement(disk).replace(layout.identityFile(), text.getBytes(StandardCharsets.UTF_8));
        return newId;
    }

    private static UUID read(Disk disk, StoreLayout layout) throws IOException {
        byte[] content = new FileReplacement(disk)
                .read(layout.identityFile(), MAX_IDENTITY_BYTES)
                .orElseThrow(() -> new NoSuchFileException(layout.identityFile().toString()));
        Map<String, String> values = new HashMap<>();
        new String(content, StandardCharsets.UTF_8).lines().forEach(line -> {
            int split = line.indexOf('=');
            if (split > 0) {
                values.put(line.substring(0, split), line.substring(split + 1));
            }
        });
        try {
            int format = Integer.parseInt(values.getOrDefault("format", ""));
            if (format > FORMAT) {
                throw new StoreRefusedException("The store in " + layout.root() + " has format " + format
                        + "; this version reads up to " + FORMAT + ". Install a newer version to open it.");
            }
            return UUID.fromString(values.getOrDefault("id", ""));
        } catch (IllegalArgumentException e) {
            throw new StoreRefusedException("The identity file of " + layout.root() + " is damaged", e);
        }
    }

    /** Which store this is. */
    public UUID id() {
        return id;
    }

    public StoreLayout layout() {
        return layout;
    }

    /**
     * Looks whether the directory still is the one that was taken.
     *
     * @throws StorageUnavailableException with {@link Reason#DRIVE_MISSING} if it is gone or another
     */
    void requirePresent() {
        String why;
        try {
            if (read(disk, layout).equals(id)) {
                return;
            }
            why = "it holds another store";
        } catch (NoSuchFileException e) {
            why = "its identity file is not there";
        } catch (IOException e) {
            why = String.valueOf(e.getMessage());
        }
        throw new StorageUnavailableException(
                Reason.DRIVE_MISSING, "The data directory " + layout.root() + " is gone: " + why);
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            lock.close();
        }
    }
}
