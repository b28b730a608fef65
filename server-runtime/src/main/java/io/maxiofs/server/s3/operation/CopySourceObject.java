package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StoredObject;

/** Finds the object that a copy reads. */
public final class CopySourceObject {

    private CopySourceObject() {}

    /**
     * The version the source names.
     *
     * @throws S3Exception NoSuchKey for a key that is hidden, InvalidRequest for a delete marker named by its id
     * @throws io.maxiofs.storage.api.StorageException if there is no such bucket, key or version
     */
    public static StoredObject find(ObjectStore store, CopySource source) {
        try {
            return store.find(source.bucket(), source.key(), source.version());
        } catch (DeleteMarkerException e) {
            if (e.isCurrent()) {
                throw new S3Exception(S3ErrorCode.NO_SUCH_KEY)
                        .with("Key", source.key().value());
            }
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The source of a copy request may not specifically refer to a delete marker by version id.");
        }
    }
}
