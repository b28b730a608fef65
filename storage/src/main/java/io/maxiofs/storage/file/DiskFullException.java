package io.maxiofs.storage.file;

import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** A write was refused because the file system or the account's quota is full. Part of it may have been written. */
public final class DiskFullException extends FileSystemException {

    public DiskFullException(String file, @Nullable Throwable cause) {
        super(file, null, "no space left");
        if (cause != null) {
            initCause(cause);
        }
    }
}
