package io.maxiofs.server.s3.operation;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.EncryptionHeaders;
import io.maxiofs.server.s3.header.ReadConditions;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersioningState;
import java.util.Map;

/** The object that a copy reads, found under the conditions the request sets on it. */
public record SourceObject(Bucket bucket, StoredObject object) {
    private static final String SOURCE_VERSION = "x-amz-copy-source-version-id";

    /**
     * Finds the source. Errors name it and not the object that would be written.
     *
     * @throws S3Exception NoSuchBucket, NoSuchKey, NoSuchVersion, InvalidRequest for a delete marker named by its id,
     *     PreconditionFailed, AccessDenied if the source's owner is not the one the client expects, NotImplemented for a
     *     key of the client
     */
    public static SourceObject find(S3Request request, CopySource name, ObjectStore store) {
        EncryptionHeaders.refuseCopySourceCustomerKey(request.headers());
        Bucket bucket = store.buckets()
                .find(name.bucket())
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_BUCKET)
                        .with("BucketName", name.bucket().value()));
        ExpectedBucketOwner.checkSource(request, bucket);
        StoredObject object = find(name, store);
        ReadConditions.readCopySource(request.headers()).check(bucket, object.version());
        return new SourceObject(bucket, object);
    }

    private static StoredObject find(CopySource name, ObjectStore store) {
        try {
            return store.find(name.bucket(), name.key(), name.version());
        } catch (ObjectNotFoundException e) {
            throw noSuchKey(name);
        } catch (VersionNotFoundException e) {
            throw new S3Exception(S3ErrorCode.NO_SUCH_VERSION)
                    .with("Key", name.key().value());
        } catch (DeleteMarkerException e) {
            if (e.isCurrent()) {
                throw noSuchKey(name);
            }
            throw new S3Exception(
                    S3ErrorCode.INVALID_REQUEST,
                    "The source of a copy request may not specifically refer to a delete marker by version id.");
        }
    }

    private static S3Exception noSuchKey(CopySource name) {
        return new S3Exception(S3ErrorCode.NO_SUCH_KEY).with("Key", name.key().value());
    }

    public ObjectVersion version() {
        return object.version();
    }

    /** Adds what the answer says of the source. */
    public void answer(Map<String, String> headers) {
        if (bucket.versioning() != VersioningState.UNVERSIONED) {
            headers.put(SOURCE_VERSION, version().versionText());
        }
    }
}
