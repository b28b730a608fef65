package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** The buckets of a {@link LocalObjectStore}. */
final class LocalBuckets implements BucketCatalog {
    private final LocalObjectStore store;

    LocalBuckets(LocalObjectStore store) {
        this.store = store;
    }

    @Override
    public Optional<Bucket> find(BucketName name) {
        return store.engine().state().buckets().find(name.value());
    }

    @Override
    public List<Bucket> list() {
        return store.engine().state().buckets().list();
    }

    @Override
    public BucketUsage usage(BucketName name) {
        return store.engine().state().usage().published(get(name).id());
    }

    @Override
    public long tenantBytes(String tenant) {
        Engine engine = store.engine();
        return list().stream()
                .filter(bucket -> bucket.tenant().equals(tenant))
                .mapToLong(
                        bucket -> engine.state().usage().published(bucket.id()).totalBytes())
                .sum();
    }

    @Override
    public CompletableFuture<Bucket> create(NewBucket bucket) {
        return store.submit(new BucketCommands.Create(bucket));
    }

    @Override
    public CompletableFuture<Void> delete(BucketName name) {
        return store.submit(new BucketCommands.Delete(name)).thenAccept(done -> {});
    }

    @Override
    public CompletableFuture<Bucket> update(BucketName name, UnaryOperator<Bucket> change) {
        return store.submit(new BucketCommands.Update(name, change));
    }
}
