package io.maxiofs.storage.api;

/** There is no bucket of this name. */
public final class BucketNotFoundException extends StorageException {
    private static final long serialVersionUID = 1L;

    public BucketNotFoundException(String message) {
        super(message);
    }
}
