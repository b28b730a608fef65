package io.maxiofs.storage.api;

import io.maxiofs.storage.model.Bucket;

/** A bucket of this name exists already. */
public final class BucketExistsException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final transient Bucket existing;

    public BucketExistsException(Bucket existing) {
        super("Bucket exists: " + existing.name());
        this.existing = existing;
    }

    /** The bucket in the way. */
    public Bucket existing() {
        return existing;
    }
}
