package io.maxiofs.storage.api;

/** Retention or a legal hold forbids removing or replacing the version. */
public final class ObjectLockedException extends StorageException {
    private static final long serialVersionUID = 1L;

    public ObjectLockedException(String message) {
        super(message);
    }
}
