package io.maxiofs.storage.api;

/** Free space is at its floor: nothing more is written; reads, deletes and listings go on. */
public final class StorageFullException extends StorageException {
    private static final long serialVersionUID = 1L;

    public StorageFullException(String message) {
        super(message);
    }
}
