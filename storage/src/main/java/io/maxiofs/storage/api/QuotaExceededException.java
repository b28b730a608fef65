package io.maxiofs.storage.api;

/** The write would pass a quota of the bucket or its tenant; nothing was changed. */
public final class QuotaExceededException extends StorageException {
    private static final long serialVersionUID = 1L;

    public QuotaExceededException(String message) {
        super(message);
    }
}
