package io.maxiofs.storage.api;

/** A body cannot be decrypted: its key is missing, disabled, or not the one it was written with. */
public final class DecryptionException extends StorageException {
    private static final long serialVersionUID = 1L;

    public DecryptionException(String message) {
        super(message);
    }

    public DecryptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
