package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.BucketExistsException;
import io.maxiofs.storage.api.BucketNotEmptyException;
import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.VersioningState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The buckets of the model. */
final class InMemoryBuckets implements BucketCatalog {
    private final ModelState state;

    InMemoryBuckets(ModelState state) {
        this.state = state;
    }

    @Override
    public Optional<Bucket> find(BucketName name) {
        return state.read(() -> Optional.ofNullable(state.buckets.get(name)).map(b -> b.bucket));
    }

    @Override
    public List<Bucket> list() {
        return state.read(
                () -> state.buckets.values().stream().map(b -> b.bucket).toList());
    }

    @Override
    public BucketUsage usage(BucketName name) {
        return state.read(() -> state.bucket(name).usage());
    }

    @Override
    public long tenantBytes(String tenant) {
        return state.read(() -> state.buckets.values().stream()
                .filter(b -> b.bucket.tenant().equals(tenant))
                .mapToLong(b -> b.usage().totalBytes())
                .sum());
    }

    @Override
    public CompletableFuture<Bucket> create(NewBucket wanted) {
        return state.change(() -> {
            ModelBucket existing = state.buckets.get(wanted.name());
            if (existing != null) {
                throw new BucketExistsException(existing.bucket);
            }
            Bucket bucket = new Bucket(
                    state.nextNumber(),
                    wanted.name(),
                    wanted.owner(),
                    wanted.tenant(),
                    state.now(),
                    wanted.objectLockEnabled() ? VersioningState.ENABLED : wanted.versioning(),
                    wanted.objectLockEnabled(),
                    wanted.settings());
            state.buckets.put(bucket.name(), new ModelBucket(bucket));
            return bucket;
        });
    }

    /** Unfinished uploads do not keep a bucket: they go with it. */
    @Override
    public CompletableFuture<Void> delete(BucketName name) {
        return state.change(() -> {
            if (!state.bucket(name).usage().isEmpty()) {
                throw new BucketNotEmptyException("Not empty: " + name);
            }
            state.buckets.remove(name);
            return null;
        });
    }

    @Override
    public CompletableFuture<Bucket> update(BucketName name, UnaryOperator<Bucket> change) {
        return state.change(() -> {
            ModelBucket holder = state.bucket(name);
            Bucket old = holder.bucket;
            Bucket wanted = change.apply(old);
            boolean locked = old.objectLockEnabled() || wanted.objectLockEnabled();
            if (locked && wanted.versioning() != VersioningState.ENABLED) {
                throw new InvalidLockChangeException("Object lock needs versioning");
            }
            boolean wasVersioned = old.versioning() != VersioningState.UNVERSIONED;
            boolean keepsVersioning = wasVersioned && wanted.versioning() == VersioningState.UNVERSIONED;
            holder.bucket = new Bucket(
                    old.id(),
                    old.name(),
                    wanted.owner(),
                    wanted.tenant(),
                    old.created(),
                    keepsVersioning ? old.versioning() : wanted.versioning(),
                    locked,
                    wanted.settings());
            return holder.bucket;
        });
    }
}
