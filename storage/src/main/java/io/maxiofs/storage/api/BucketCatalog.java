package io.maxiofs.storage.api;

import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The buckets of a store. Reads are answered from memory. */
public interface BucketCatalog {

    Optional<Bucket> find(BucketName name);

    /** @throws BucketNotFoundException if there is none */
    default Bucket get(BucketName name) {
        return find(name).orElseThrow(() -> new BucketNotFoundException("No such bucket: " + name));
    }

    /** All buckets by name, ascending; a snapshot. */
    List<Bucket> list();

    /** Exact as of the last durable change. Fails with {@link BucketNotFoundException}. */
    BucketUsage usage(BucketName name);

    /** Sum of {@link BucketUsage#totalBytes()} over a tenant's buckets. */
    long tenantBytes(String tenant);

    /** Fails with {@link BucketExistsException}. */
    CompletableFuture<Bucket> create(NewBucket bucket);

    /** Fails with {@link BucketNotFoundException} or {@link BucketNotEmptyException}. */
    CompletableFuture<Void> delete(BucketName name);

    /**
     * Replaces the changeable part of a bucket: versioning, object lock (on only), settings, owner, tenant.
     *
     * @param change runs on the committer thread against the newest state; pure and quick; a {@link StorageException} it
     *     throws refuses the change. Id, name and creation time of its result are ignored.
     */
    CompletableFuture<Bucket> update(BucketName name, UnaryOperator<Bucket> change);

    /**
     * What a bucket starts as.
     *
     * @param tenant empty for the global one
     */
    record NewBucket(
            BucketName name,
            Owner owner,
            String tenant,
            VersioningState versioning,
            boolean objectLockEnabled,
            Map<BucketSetting, String> settings) {}
}
