package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A store whose place another opening of it takes over. */
final class SwitchableStore implements ObjectStore {
    private ObjectStore now;

    SwitchableStore(ObjectStore first) {
        this.now = first;
    }

    void switchTo(ObjectStore next) {
        now = next;
    }

    @Override
    public BucketCatalog buckets() {
        return now.buckets();
    }

    @Override
    public MultipartStore uploads() {
        return now.uploads();
    }

    @Override
    public ObjectListing listing() {
        return now.listing();
    }

    @Override
    public NamedKeys namedKeys() {
        return now.namedKeys();
    }

    @Override
    public BodyWriter newBody(BodySpec spec) {
        return now.newBody(spec);
    }

    @Override
    public StagedBody reference(StoredObject source, byte @Nullable [] sourceKey, ByteRange range, BodySpec spec) {
        return now.reference(source, sourceKey, range, spec);
    }

    @Override
    public CompletableFuture<ObjectVersion> put(PutRequest request, StagedBody body) {
        return now.put(request, body);
    }

    @Override
    public StoredObject find(BucketName bucket, ObjectKey key, VersionSelector selector) {
        return now.find(bucket, key, selector);
    }

    @Override
    public CompletableFuture<DeleteResult> delete(DeleteRequest request) {
        return now.delete(request);
    }

    @Override
    public CompletableFuture<ObjectVersion> update(
            BucketName bucket, ObjectKey key, VersionSelector selector, VersionChange change) {
        return now.update(bucket, key, selector, change);
    }
}
