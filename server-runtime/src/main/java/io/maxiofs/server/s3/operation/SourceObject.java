package io.maxiofs.server.s3.operation;

import io.maxiofs.server.policy.AccessCheck;
import io.maxiofs.server.policy.AccessSubject;
import io.maxiofs.server.policy.S3Action;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.header.CustomerKeyHeaders;
import io.maxiofs.server.s3.header.ReadConditions;
import io.maxiofs.server.s3.request.CopySource;
import io.maxiofs.server.s3.request.S3Request;
import io.maxiofs.server.service.EncryptionRules;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object that a copy reads, found under the conditions the request sets on it, and authorised on its own: exactly the
 * version that is read must be one the caller may read.
 *
 * @param customerKey the client's key it was written with; null if there is none
 */
public record SourceObject(Bucket bucket, StoredObject object, byte @Nullable [] customerKey) {
    private static final String SOURCE_VERSION = "x-amz-copy-source-version-id";

    /**
     * Finds the source. Errors name it and not the object that would be written.
     *
     * @throws S3Exception NoSuchBucket, NoSuchKey, NoSuchVersion, InvalidRequest for a delete marker named by its id or a
     *     missing key of the client's, PreconditionFailed, AccessDenied if the caller may not read the source, brings another
     *     key than it was written with, or expects another owner
     */
    public static SourceObject find(
            S3Request request, CopySource name, ObjectStore store, AccessCheck access, EncryptionRules encryption) {
        Bucket bucket = store.buckets()
                .find(name.bucket())
                .orElseThrow(() -> new S3Exception(S3ErrorCode.NO_SUCH_BUCKET)
                        .with("BucketName", name.bucket().value()));
        ExpectedBucketOwner.checkSource(request, bucket);
        StoredObject object = findKnown(request, name, store, access);
        S3Action read =
                name.version().equals(VersionSelector.CURRENT) ? S3Action.GET_OBJECT : S3Action.GET_OBJECT_VERSION;
        access.require(request, read, AccessSubject.ofObject(name.bucket(), name.version(), object.version()));
        ReadConditions.readCopySource(request.headers()).check(bucket, object.version());
        Encryption kept = object.version().requireContent().encryption();
        byte[] customerKey = CustomerKeyHeaders.forCopySource(request.headers(), kept);
        encryption.requireReadable(kept);
        return new SourceObject(bucket, object, customerKey);
    }

    /** Who may not list a bucket is not told what it lacks. */
    private static StoredObject findKnown(S3Request request, CopySource name, ObjectStore store, AccessCheck access) {
        try {
            return find(name, store);
        } catch (S3Exception e) {
            access.require(request, S3Action.LIST_BUCKET, AccessSubject.ofBucket(name.bucket()));
            throw e;
        }
    }

    /**
     * Asks whether the tags of the source may be read, too, which copying them does.
     *
     * @throws S3Exception AccessDenied
     */
    public void requireTags(S3Request request, CopySource name, AccessCheck access) {
        if (!version().properties().tags().isEmpty()) {
            S3Action read = name.version().equals(VersionSelector.CURRENT)
                    ? S3Action.GET_OBJECT_TAGGING
                    : S3Action.GET_OBJECT_VERSION_TAGGING;
            access.require(request, read, AccessSubject.ofObject(name.bucket(), name.version(), version()));
        }
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
