package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.crypto.MasterKeys;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data directory that belongs to this process. Its identity file says which store it is and in which format; a
 * directory without one is only taken if it is empty, so that nothing is ever created at an empty mount point that used
 * to hold a store.
 */
public final class DataDirectory implements AutoCloseable {
    /** The format this code reads and writes. A newer one is refused. */
    static final int FORMAT = 1;

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);
    private static final int MAX_IDENTITY_BYTES = 4096;

    private final Disk disk;
    private final StoreLayout layout;
    private final UUID id;
    private boolean isNew;
    private final DataFile lockFile;
    private final Closeable lock;

    private DataDirectory(Disk disk, StoreLayout layout, UUID id, boolean isNew, DataFile lockFile, Closeable lock) {
        this.disk = disk;
        this.layout = layout;
        this.id = id;
        this.isNew = isNew;
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
            throw new StoreRefusedException(StoreRefusedException.Reason.MISSING, "There is no directory " + root);
        }
        DataFile lockFile = disk.open(layout.lockFile(), OpenMode.CREATE);
        Closeable lock = null;
        try {
            lock = lockFile.tryLock();
            if (lock == null) {
                throw new StoreRefusedException(
                        StoreRefusedException.Reason.LOCKED, "Another process uses the data directory " + root);
            }
            new MoveRecords(disk, layout).settle();
            UUID known = identity(disk, layout, newId != null);
            UUID id = known != null ? known : Objects.requireNonNull(newId);
            DataDirectory directory = new DataDirectory(disk, layout, id, known == null, lockFile, lock);
            if (known == null) {
                directory.createFolders();
            }
            return directory;
        } catch (IOException | RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            lockFile.close();
            throw e;
        }
    }

    /** The directory's identity; null if it is new. */
    private static @Nullable UUID identity(Disk disk, StoreLayout layout, boolean create) throws IOException {
        if (disk.exists(layout.identityFile())) {
            for (Path needed : List.of(layout.journal(), layout.extents())) {
                if (!disk.exists(needed)) {
                    throw new StoreRefusedException(
                            StoreRefusedException.Reason.MISSING,
                            "The store in " + layout.root() + " is not complete: " + needed
                                    + " is missing. Put it back; nothing was changed.");
                }
            }
            if (!MasterKeys.exist(disk, layout.masterKeys())) {
                throw new StoreRefusedException("The store in " + layout.root() + " is not complete: its key file "
                        + layout.masterKeys() + " is missing. Put it back, or import its recovery kit; nothing was"
                        + " changed.");
            }
            return read(disk, layout);
        }
        boolean used = isUsed(disk, layout);
        if (!create || used) {
            throw new StoreRefusedException(
                    StoreRefusedException.Reason.MISSING,
                    "No store in " + layout.root()
                            + (used
                                    ? ": it holds other files but no maxiofs.id"
                                    : ": it is empty; is the drive mounted?"));
        }
        return null;
    }

    /** To be called once the store has been opened: from then on the copy it was moved from is not needed any more. */
    void noteOpened() {
        try {
            new MoveRecords(disk, layout).noteOpened();
        } catch (IOException e) {
            // The store is open all the same; the next opening says it again.
            LOG.warn("It cannot be noted that the store moved to {} was opened", layout.root(), e);
        }
    }

    /** Whether there is anything but what an interrupted first opening leaves behind. */
    private static boolean isUsed(Disk disk, StoreLayout layout) throws IOException {
        Set<Path> harmless = Set.of(layout.lockFile(), layout.keys(), layout.indexDirectory());
        for (Path path : disk.list(layout.root())) {
            boolean mayBeEmpty = path.equals(layout.journal()) || path.equals(layout.extents());
            if (mayBeEmpty ? !disk.list(path).isEmpty() : !harmless.contains(path) && !isTemporary(path)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTemporary(Path path) {
        return path.toString().endsWith(FileReplacement.TEMPORARY_SUFFIX);
    }

    /** Makes what a new store consists of. The identity comes last, by {@link #confirmNew}. */
    private void createFolders() throws IOException {
        for (Path folder : List.of(layout.journal(), layout.extents(), layout.keys())) {
            if (!disk.exists(folder)) {
                disk.createDirectory(folder);
            }
        }
        disk.forceDirectory(layout.root());
    }

    /** Writes the identity of a new store, once everything else of it is there. Does nothing for an old one. */
    public void confirmNew() throws IOException {
        if (isNew) {
            writeIdentity(disk, layout, id);
            isNew = false;
        }
    }

    private static void writeIdentity(Disk disk, StoreLayout layout, UUID id) throws IOException {
        String text = "format=" + FORMAT + "\nid=" + id + "\n";
        new FileReplacement(disk).replace(layout.identityFile(), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Takes a directory that holds a journal although its identity file is missing or damaged, and gives it a new
     * identity; for rescue only. What was damaged is kept beside it.
     *
     * @param newId used only if there is no identity that can be read
     * @throws StoreRefusedException if it is another process's, another format's, has no journal, or a move says that the
     *     store is somewhere else
     */
    public static DataDirectory takeDamaged(Disk disk, Path root, UUID newId) throws IOException {
        StoreLayout layout = new StoreLayout(root);
        if (!disk.exists(layout.journal())) {
            throw new StoreRefusedException("No store in " + root + ": it has no journal");
        }
        DataFile lockFile = disk.open(layout.lockFile(), OpenMode.CREATE);
        Closeable lock = null;
        boolean taken = false;
        try {
            lock = lockFile.tryLock();
            if (lock == null) {
                throw new StoreRefusedException(
                        StoreRefusedException.Reason.LOCKED, "Another process uses the data directory " + root);
            }
            new MoveRecords(disk, layout).refuseRescue();
            DataDirectory directory =
                    new DataDirectory(disk, layout, mended(disk, layout, newId), false, lockFile, lock);
            taken = true;
            return directory;
        } finally {
            if (!taken) {
                try (lockFile) {
                    if (lock != null) {
                        lock.close();
                    }
                }
            }
        }
    }

    private static UUID mended(Disk disk, StoreLayout layout, UUID newId) throws IOException {
        if (disk.exists(layout.identityFile())) {
            try {
                return read(disk, layout);
            } catch (StoreRefusedException e) {
                if (!(e.getCause() instanceof IllegalArgumentException)) {
                    throw e;
                }
                disk.move(layout.identityFile(), layout.root().resolve("maxiofs.id.damaged"));
            }
        }
        writeIdentity(disk, layout, newId);
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
                throw new StoreRefusedException(
                        StoreRefusedException.Reason.NEWER_FORMAT,
                        "The store in " + layout.root() + " has format " + format + "; this version reads up to "
                                + FORMAT + ". Install a newer version to open it.");
            }
            return UUID.fromString(values.getOrDefault("id", ""));
        } catch (IllegalArgumentException e) {
            throw new StoreRefusedException("The identity file of " + layout.root() + " is damaged", e);
        }
    }

    /**
     * Which store is in a directory, without taking it.
     *
     * @throws StoreRefusedException if there is none, or one of a newer format
     */
    public static UUID identityOf(Disk disk, Path root) throws IOException {
        StoreLayout layout = new StoreLayout(root);
        if (!disk.exists(layout.identityFile())) {
            throw new StoreRefusedException(
                    StoreRefusedException.Reason.MISSING, "No store in " + root + "; is the drive mounted?");
        }
        return read(disk, layout);
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

    /** Whether there still is an identity file, without reading it. */
    boolean isInSight() {
        return disk.exists(layout.identityFile());
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            lock.close();
        }
    }
}
