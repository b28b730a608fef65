package io.maxiofs.storage.reference;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectContent;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.ModelBucket.Version;
import io.maxiofs.storage.reference.ModelState.Draft;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An object store in memory: sorted maps, lists of versions, one lock. Its futures are complete when they are returned. */
public final class InMemoryObjectStore implements ObjectStore {
    /** S3's smallest part but the last. */
    public static final long MINIMUM_PART_BYTES = 5L * 1024 * 1024;

    private final ModelState state;
    private final NamedKeys keys = new InMemoryKeys();
    private final BucketCatalog buckets;
    private final MultipartStore uploads;
    private final ObjectListing listing;

    public InMemoryObjectStore(InstantSource clock) {
        this(clock, MINIMUM_PART_BYTES);
    }

    /** @param minimumPartBytes smallest part but the last; less than S3's for tests that make many */
    public InMemoryObjectStore(InstantSource clock, long minimumPartBytes) {
        this(new ModelState(clock, minimumPartBytes));
    }

    private InMemoryObjectStore(ModelState state) {
        this.state = state;
        this.buckets = new InMemoryBuckets(state);
        this.uploads = new InMemoryUploads(state);
        this.listing = new InMemoryListing(state);
    }

    /** A store of its own that holds the same under the same ids; to go back to. */
    public InMemoryObjectStore copy() {
        return new InMemoryObjectStore(state.read(state::copy));
    }

    @Override
    public BucketCatalog buckets() {
        return buckets;
    }

    @Override
    public MultipartStore uploads() {
        return uploads;
    }

    @Override
    public ObjectListing listing() {
        return listing;
    }

    @Override
    public NamedKeys namedKeys() {
        return keys;
    }

    @Override
    public BodyWriter newBody(BodySpec spec) {
        return new ModelBody.Writer(spec);
    }

    @Override
    public StagedBody reference(StoredObject source, byte @Nullable [] sourceKey, ByteRange range, BodySpec spec) {
        if (!(source instanceof Found found)) {
            throw new IllegalArgumentException("An object of another store");
        }
        return state.read(() -> {
            ModelBucket bucket = state.buckets.get(found.bucket);
            ModelBody body = found.body;
            boolean exists = bucket != null
                    && bucket.versions(found.version.key()).stream().anyMatch(v -> Objects.equals(v.body(), body));
            if (!exists) {
                throw new ObjectNotFoundException("The source is gone");
            }
            return new ModelBody.Staged(new ModelBody(body.read(range, sourceKey), spec.customerKey()), spec, false);
        });
    }

    @Override
    public CompletableFuture<ObjectVersion> put(PutRequest request, StagedBody staged) {
        ModelBody body = ModelBody.Staged.take(staged);
        return state.change(() -> {
            PutRequest.Target target = request.target();
            PutRequest.Content said = request.content();
            ObjectContent content =
                    new ObjectContent(body.bytes().length, said.etag(), said.checksum(), said.encryption(), List.of());
            Draft draft =
                    new Draft(target.key(), request.owner(), content, body, request.properties(), request.protection());
            return state.write(state.bucket(target.bucket()), draft, target.condition(), 0)
                    .version();
        });
    }

    @Override
    public StoredObject find(BucketName bucket, ObjectKey key, VersionSelector selector) {
        return state.read(() -> {
            Version found = state.bucket(bucket).find(key, selector);
            return new Found(bucket, found.version(), found.requireBody());
        });
    }

    @Override
    public CompletableFuture<DeleteResult> delete(DeleteRequest request) {
        return state.change(() -> {
            ModelBucket bucket = state.bucket(request.bucket());
            boolean current = request.version() instanceof VersionSelector.Current;
            Version selected = bucket.select(request.key(), request.version());
            if (!isAsSeen(bucket, request, selected)) {
                return new DeleteResult(null, null);
            }
            boolean absent = selected == null || selected.version().isDeleteMarker();
            ModelState.checkCondition(request.condition(), absent ? null : selected);
            if (current && bucket.bucket.versioning() != VersioningState.UNVERSIONED) {
                return addMarker(bucket, request);
            }
            if (selected != null) {
                state.checkRemovable(selected, request.bypassGovernance());
                bucket.remove(selected);
            }
            return new DeleteResult(selected == null ? null : selected.version(), null);
        });
    }

    private static boolean isAsSeen(ModelBucket bucket, DeleteRequest request, @Nullable Version selected) {
        DeleteRequest.StillAs seen = request.stillAs();
        if (seen == null) {
            return true;
        }
        Version head = bucket.select(request.key(), VersionSelector.CURRENT);
        return head != null
                && selected != null
                && head.version().id().equals(seen.head())
                && selected.version().id().equals(seen.target())
                && (!seen.alone() || bucket.versions(request.key()).size() == 1);
    }

    /** Hides the key; while versioning is suspended the marker takes the place of the null version. */
    private DeleteResult addMarker(ModelBucket bucket, DeleteRequest request) {
        boolean enabled = bucket.bucket.versioning() == VersioningState.ENABLED;
        Version replaced = enabled ? null : bucket.select(request.key(), VersionSelector.NULL);
        if (replaced != null) {
            state.checkRemovable(replaced, request.bypassGovernance());
            bucket.remove(replaced);
        }
        ObjectVersion marker = new ObjectVersion(
                request.key(),
                state.nextVersionId(),
                !enabled,
                state.now(),
                request.requester(),
                null,
                ObjectProperties.NONE,
                ObjectProtection.NONE);
        bucket.add(new Version(marker, null));
        return new DeleteResult(replaced == null ? null : replaced.version(), marker);
    }

    @Override
    public CompletableFuture<ObjectVersion> update(
            BucketName name, ObjectKey key, VersionSelector selector, VersionChange change) {
        return state.change(() -> {
            ModelBucket bucket = state.bucket(name);
            Version found = bucket.find(key, selector);
            ObjectVersion old = found.version();
            ObjectVersion wanted = change.apply(old);
            checkLockChange(bucket, old.protection(), wanted.protection());
            ObjectVersion changed = old.withProperties(wanted.properties()).withProtection(wanted.protection());
            bucket.replace(found, new Version(changed, found.body()));
            return changed;
        });
    }

    /**
     * Compliance is never weakened, whoever asks, and nothing is locked where there is no object lock. Whether a caller
     * may weaken governance is for the caller's caller to say.
     */
    private void checkLockChange(ModelBucket bucket, ObjectProtection old, ObjectProtection wanted) {
        boolean locks = wanted.legalHold() || wanted.retention() != null;
        boolean lockChanges =
                wanted.legalHold() != old.legalHold() || !Objects.equals(wanted.retention(), old.retention());
        if (locks && lockChanges && !bucket.bucket.objectLockEnabled()) {
            throw new InvalidLockChangeException("The bucket has no object lock");
        }
        Retention before = old.retention();
        if (before == null || before.mode() != Retention.Mode.COMPLIANCE || !before.isActive(state.clock.instant())) {
            return;
        }
        Retention after = wanted.retention();
        if (after == null
                || after.mode() != Retention.Mode.COMPLIANCE
                || after.until().isBefore(before.until())) {
            throw new InvalidLockChangeException("Compliance retention cannot be weakened");
        }
    }

    private static final class Found implements StoredObject {
        private final BucketName bucket;
        private final ObjectVersion version;
        private final ModelBody body;

        Found(BucketName bucket, ObjectVersion version, ModelBody body) {
            this.bucket = bucket;
            this.version = version;
            this.body = body;
        }

        @Override
        public ObjectVersion version() {
            return version;
        }

        @Override
        public BodyReader open(ByteRange range, byte @Nullable [] customerKey) {
            return body.open(range, customerKey);
        }
    }
}
