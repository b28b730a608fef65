package io.maxiofs.storage.api;

/** There is no such multipart upload for this bucket and key; it may have been completed or aborted. */
public final class UploadNotFoundException extends StorageException {
    private static final long serialVersionUID = 1L;

    public UploadNotFoundException(String message) {
        super(message);
    }
}
