package io.maxiofs.storage.api;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Objects and their versions.
 *
 * <p>A change's future completes when the change is durable, or fails with a {@link StorageException}; what a reader
 * sees is always durable. Changes that are refused leave everything as it was.
 */
public interface ObjectStore {

    BucketCatalog buckets();

    MultipartStore uploads();

    ObjectListing listing();

    /** Keys that clients choose by name. */
    NamedKeys namedKeys();

    /** Starts a body. Fails with {@link StorageFullException} or {@link StorageUnavailableException}. */
    BodyWriter newBody(BodySpec spec);

    /**
     * A body that shares the bytes of a stored one; no bytes are moved where the store can refer to them.
     *
     * @param spec checksums asked for force the bytes to be read; encryption differing from the source's forces a copy
     * @param source as found by {@link #find}; if its bytes are gone by now the call fails with {@link
     *     ObjectNotFoundException}
     * @param sourceKey the client's key for a source written with one; null otherwise
     */
    StagedBody reference(StoredObject source, byte @Nullable [] sourceKey, ByteRange range, BodySpec spec);

    /** The same for a source that was not written with a key of the client's. */
    default StagedBody reference(StoredObject source, ByteRange range, BodySpec spec) {
        return reference(source, null, range, spec);
    }

    /**
     * Writes a version; takes the body over.
     *
     * <p>Fails with {@link BucketNotFoundException}, {@link PreconditionFailedException}, {@link
     * ObjectNotFoundException} (see {@link WriteCondition}), {@link QuotaExceededException}, {@link
     * ObjectLockedException}, {@link StorageFullException}, {@link StorageUnavailableException}.
     */
    CompletableFuture<ObjectVersion> put(PutRequest request, StagedBody body);

    /**
     * Finds a version that has a body.
     *
     * @throws BucketNotFoundException if the bucket does not exist
     * @throws ObjectNotFoundException if the key has no current version
     * @throws VersionNotFoundException if the key has no such version
     * @throws DeleteMarkerException if the version is a delete marker
     */
    StoredObject find(BucketName bucket, ObjectKey key, VersionSelector selector);

    /**
     * Fails with {@link BucketNotFoundException}, {@link PreconditionFailedException}, {@link ObjectNotFoundException}
     * (see {@link WriteCondition}), {@link ObjectLockedException}.
     */
    CompletableFuture<DeleteResult> delete(DeleteRequest request);

    /**
     * Changes what is kept beside a version's bytes: tags, ACL, retention, legal hold, replication status.
     *
     * @param change runs on the committer thread against the newest state; pure and quick; only properties and
     *     protection of its result are kept; a {@link StorageException} it throws refuses the change. Weakening active
     *     compliance retention, or locking where the bucket has no object lock, fails with {@link
     *     InvalidLockChangeException} whatever it says.
     */
    CompletableFuture<ObjectVersion> update(
            BucketName bucket, ObjectKey key, VersionSelector selector, VersionChange change);

    /**
     * As {@link #update(BucketName, ObjectKey, VersionSelector, VersionChange)}.
     *
     * @param origin kept in the record of the change, for those who follow the changes; a store that nobody can follow
     *     does without it
     */
    default CompletableFuture<ObjectVersion> update(
            BucketName bucket, ObjectKey key, VersionSelector selector, VersionChange change, ChangeOrigin origin) {
        return update(bucket, key, selector, change);
    }

    /** See {@link ObjectStore#update}. */
    @FunctionalInterface
    interface VersionChange {
        ObjectVersion apply(ObjectVersion current);
    }
}
