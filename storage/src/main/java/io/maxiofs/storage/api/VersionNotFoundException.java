package io.maxiofs.storage.api;

/** The key has no such version. */
public final class VersionNotFoundException extends StorageException {
    private static final long serialVersionUID = 1L;

    public VersionNotFoundException(String message) {
        super(message);
    }
}
