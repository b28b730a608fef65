package io.maxiofs.storage.api;

/** A request the store refuses or cannot serve. The type says why; texts are for people and never parsed. */
public abstract sealed class StorageException extends RuntimeException
        permits BucketNotFoundException,
                BucketExistsException,
                BucketNotEmptyException,
                ObjectNotFoundException,
                VersionNotFoundException,
                DeleteMarkerException,
                UploadNotFoundException,
                InvalidPartException,
                PreconditionFailedException,
                ObjectLockedException,
                InvalidLockChangeException,
                QuotaExceededException,
                StorageFullException,
                StorageUnavailableException,
                CorruptDataException,
                DecryptionException {
    private static final long serialVersionUID = 1L;

    protected StorageException(String message) {
        super(message);
    }

    protected StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
