package io.maxiofs.storage.api;

/** The change would weaken a version's retention, or the bucket has no object lock. */
public final class InvalidLockChangeException extends StorageException {
    private static final long serialVersionUID = 1L;

    public InvalidLockChangeException(String message) {
        super(message);
    }
}
