package io.maxiofs.storage.api;

/** The store cannot serve the request now; a later try may succeed. */
public final class StorageUnavailableException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public StorageUnavailableException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public StorageUnavailableException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why the store is not available. */
    public enum Reason {
        /** Too much is waiting for the disk already. */
        OVERLOADED,
        /** A write or force failed: nothing is written until the store has been verified. */
        WRITES_STOPPED,
        /** The data directory is gone or is another than the store's. */
        DRIVE_MISSING,
        /** The administrator allows reading only. */
        READ_ONLY,
        /** The store is closing or closed. */
        CLOSED
    }
}
