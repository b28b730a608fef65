package io.maxiofs.storage.api;

/** Stored bytes do not pass their checksum. They are reported and never handed out. */
public final class CorruptDataException extends StorageException {
    private static final long serialVersionUID = 1L;

    public CorruptDataException(String message) {
        super(message);
    }

    public CorruptDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
