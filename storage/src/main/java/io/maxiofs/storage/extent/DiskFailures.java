package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.DiskFullException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Turns failures of the disk into those of the store. Safe on any thread. */
final class DiskFailures {
    private final Disk disk;
    private final Path root;

    /** @param root is there as long as the drive is */
    DiskFailures(Disk disk, Path root) {
        this.disk = disk;
        this.root = root;
    }

    /** A write, force or creation failed. */
    StorageException ofWrite(String what, IOException e) {
        if (e instanceof DiskFullException) {
            StorageFullException full = new StorageFullException("No space left: " + what);
            full.initCause(e);
            return full;
        }
        return ofSurroundings(what, e)
                .orElseGet(() ->
                        new StorageUnavailableException(Reason.WRITES_STOPPED, "The disk failed to write: " + what, e));
    }

    /** A read failed or a file is missing: unless something bigger is the matter, the bytes are lost. */
    StorageException ofRead(String what, IOException e) {
        return ofSurroundings(what, e).orElseGet(() -> new CorruptDataException("The disk failed to read: " + what, e));
    }

    /** Failures that say nothing about the bytes. */
    private Optional<StorageException> ofSurroundings(String what, IOException e) {
        if (e instanceof ClosedChannelException) {
            return Optional.of(new StorageUnavailableException(Reason.CLOSED, "Closed or interrupted: " + what, e));
        }
        if (String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("too many open files")) {
            return Optional.of(new StorageUnavailableException(Reason.OVERLOADED, "Too many open files: " + what, e));
        }
        if (!disk.exists(root)) {
            return Optional.of(new StorageUnavailableException(Reason.DRIVE_MISSING, root + " is gone: " + what, e));
        }
        return Optional.empty();
    }
}
