package io.maxiofs.storage.api;

/** The bucket still holds versions or delete markers. Unfinished uploads do not keep a bucket: they go with it. */
public final class BucketNotEmptyException extends StorageException {
    private static final long serialVersionUID = 1L;

    public BucketNotEmptyException(String message) {
        super(message);
    }
}
