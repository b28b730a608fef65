package io.maxiofs.storage.api;

/** The bucket still holds versions, delete markers or unfinished uploads. */
public final class BucketNotEmptyException extends StorageException {
    private static final long serialVersionUID = 1L;

    public BucketNotEmptyException(String message) {
        super(message);
    }
}
