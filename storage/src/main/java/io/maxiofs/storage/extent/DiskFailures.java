package io.maxiofs.storage.extent;

import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.file.DiskFullException;
import java.io.IOException;

/** Turns failures of the disk into those of the store. */
final class DiskFailures {

    private DiskFailures() {}

    /** A write, force or creation failed. */
    static StorageException ofWrite(String what, IOException e) {
        if (e instanceof DiskFullException) {
            StorageFullException full = new StorageFullException("No space left: " + what);
            full.initCause(e);
            return full;
        }
        return new StorageUnavailableException(Reason.WRITES_STOPPED, "The disk failed: " + what, e);
    }

    /** A read failed; the bytes may be well and another try succeed. */
    static StorageException ofRead(String what, IOException e) {
        return new StorageUnavailableException(Reason.DRIVE_MISSING, "The disk failed: " + what, e);
    }
}
