package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.ChangeStream;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.MultipartStore;
import io.maxiofs.storage.api.NamedKeys;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.change.LocalChangeStream;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.extent.ExtentRef;
import io.maxiofs.storage.maintenance.ScrubFile;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.maintenance.ScrubReport;
import io.maxiofs.storage.maintenance.Scrubber;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionSelector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The object store in a data directory of this machine.
 *
 * <p>Safe on any thread. Opening takes the directory for this process; closing gives it back.
 */
public final class LocalObjectStore implements ObjectStore, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalObjectStore.class);
    private static final Duration MEND_EVERY = Duration.ofSeconds(2);

    private final DataDirectory directory;
    private final StoreOptions options;
    private final LocalBuckets buckets = new LocalBuckets(this);
    private final LocalUploads uploads;
    private final LocalListing listing = new LocalListing(this);
    private volatile @Nullable Engine engine;
    private final AtomicBoolean scrubbing = new AtomicBoolean();
    private final ScrubSchedule scrubs;
    private final StoreKeys keys;
    private final LocalChangeStream changes;
    private volatile boolean readOnly;

    private LocalObjectStore(DataDirectory directory, StoreOptions options) {
        this.directory = directory;
        this.options = options;
        this.uploads = new LocalUploads(this, options.random());
        this.changes = new LocalChangeStream(
                options.disk(),
                directory.layout().subscriberFile(),
                () -> new LocalChangeStream.Source(
                        engine().journal(), engine().state().buckets()),
                options.config().upkeep().heldChangeBytes());
        this.keys = new StoreKeys(this, options.clock());
        this.scrubs = new ScrubSchedule(this, options.config().upkeep().scrub(), options.clock());
    }

    /**
     * Opens the store in {@code root}, or makes one there if the directory is empty.
     *
     * @param progress is told how many records recovery has read, now and then
     * @throws StoreRefusedException if the directory cannot be taken; its text says why
     * @throws IOException if the disk fails
     */
    public static LocalObjectStore open(Path root, StoreOptions options, LongConsumer progress) throws IOException {
        DataDirectory directory = DataDirectory.take(options.disk(), root, UUID.randomUUID());
        LocalObjectStore store = new LocalObjectStore(directory, options);
        boolean opened = false;
        try {
            store.engine = Engine.open(directory, options, store.changes, progress, store::startMending);
            directory.confirmNew();
            store.scrubs.start();
            opened = true;
            return store;
        } finally {
            if (!opened) {
                store.abandon();
            }
        }
    }

    /** Closes what an opening that failed has opened, whatever else goes wrong. */
    private synchronized void abandon() throws IOException {
        Engine open = engine;
        engine = null;
        try (directory) {
            if (open != null) {
                open.close();
            }
        } finally {
            changes.close();
        }
    }

    /** The engine that is open now. */
    Engine engine() {
        Engine open = engine;
        if (open == null) {
            throw new StorageUnavailableException(Reason.CLOSED, "The store is closed");
        }
        return open;
    }

    <T> CompletableFuture<T> submit(Command<T> command) {
        if (readOnly) {
            command.settled(false);
            return CompletableFuture.failedFuture(
                    new StorageUnavailableException(Reason.READ_ONLY, "The store is set to reading only"));
        }
        return engine().committer().submit(command);
    }

    /** Which store this is. */
    public UUID id() {
        return directory.id();
    }

    /** Refuses all changes from now on, or accepts them again. */
    public void setReadOnly(boolean on) {
        readOnly = on;
    }

    /** All durable changes, for whoever follows them. */
    public ChangeStream changes() {
        return changes;
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
        return engine().keys().named();
    }

    @Override
    public BodyWriter newBody(BodySpec spec) {
        if (readOnly) {
            throw new StorageUnavailableException(Reason.READ_ONLY, "The store is set to reading only");
        }
        Engine now = engine();
        StorageUnavailableException failure = now.committer().failure();
        if (failure != null) {
            throw failure;
        }
        now.space().requireRoom();
        return new StagingWriter(
                spec,
                now.extents(),
                now.keys(),
                now.digests(),
                isEncrypted(spec),
                options.config().inlineBytes());
    }

    private boolean isEncrypted(BodySpec spec) {
        return spec.customerKey() != null
                || spec.keyName() != null
                || spec.encryptAtRest().orElse(options.config().encryptByDefault());
    }

    @Override
    public StagedBody reference(StoredObject source, byte @Nullable [] sourceKey, ByteRange range, BodySpec spec) {
        if (!(source instanceof LocalStoredObject object)) {
            throw new IllegalArgumentException("The source is of another store");
        }
        if (range.end() > source.version().requireContent().size()) {
            throw new IllegalArgumentException(range + " leaves the source");
        }
        requirePresent(object);
        boolean plain = spec.checksums().isEmpty() && spec.customerKey() == null;
        if (plain && object.stored().body() instanceof StoredBody.Extents extents && range.length() > 0) {
            List<ExtentRef> refs = BodyAccess.slices(extents.refs(), range);
            boolean encrypted = isEncrypted(spec);
            if (refs.stream().allMatch(ref -> BodyKeys.isWrappedAs(ref.key(), spec, encrypted))) {
                return new Staged(new StoredBody.Extents(refs), range.length(), null, null, null);
            }
        }
        return copy(source, sourceKey, range, spec);
    }

    private void requirePresent(LocalStoredObject object) {
        if (engine().lookup().bodyPlace(object.bucketId(), object.version()).isEmpty()) {
            throw new ObjectNotFoundException("The source was deleted meanwhile");
        }
    }

    private StagedBody copy(StoredObject source, byte @Nullable [] sourceKey, ByteRange range, BodySpec spec) {
        BodySpec sized = new BodySpec(
                OptionalLong.of(range.length()),
                spec.md5(),
                spec.checksums(),
                spec.encryptAtRest(),
                spec.customerKey(),
                spec.part(),
                spec.keyName());
        try (BodyReader reader = source.open(range, sourceKey);
                BodyWriter writer = newBody(sized)) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                SliceBytes.write(slice, writer);
            }
            return writer.finish();
        }
    }

    @Override
    public CompletableFuture<ObjectVersion> put(PutRequest request, StagedBody body) {
        return submit(new PutVersionCommand(request, takeOver(body)));
    }

    static Staged takeOver(StagedBody body) {
        if (!(body instanceof Staged staged)) {
            throw new IllegalArgumentException("The body was staged by another store");
        }
        staged.handOver();
        return staged;
    }

    @Override
    public StoredObject find(BucketName bucketName, ObjectKey key, VersionSelector selector) {
        Engine now = engine();
        Bucket bucket = buckets.get(bucketName);
        VersionLookup.Found found = now.lookup().find(bucket.id(), key, selector);
        boolean asCurrent = selector instanceof VersionSelector.Current;
        if (found == null) {
            throw asCurrent
                    ? new ObjectNotFoundException("No such object: " + key)
                    : new VersionNotFoundException("No such version of " + key);
        }
        Reads.requireBody(found.stored().version(), asCurrent);
        return new LocalStoredObject(
                now.bodies(), bucket.id(), found.stored(), found.entry().body());
    }

    @Override
    public CompletableFuture<DeleteResult> delete(DeleteRequest request) {
        return submit(new DeleteCommand(request));
    }

    @Override
    public CompletableFuture<ObjectVersion> update(
            BucketName bucket, ObjectKey key, VersionSelector selector, VersionChange change) {
        return update(bucket, key, selector, change, ChangeOrigin.NONE);
    }

    @Override
    public CompletableFuture<ObjectVersion> update(
            BucketName bucket, ObjectKey key, VersionSelector selector, VersionChange change, ChangeOrigin origin) {
        return submit(new UpdateVersionCommand(bucket, key, selector, change, origin));
    }

    /**
     * Gives the space of deleted and overwritten things in the journal back.
     *
     * @param liveBelowPercent segments with a smaller share of live bytes are compacted, 1 to 100
     * @return how many segments were
     * @throws IOException if the disk fails
     */
    public int compact(int liveBelowPercent) throws IOException {
        Compactor compactor = new Compactor(engine(), liveBelowPercent, bytes -> {});
        int count = 0;
        while (compactor.compactOne()) {
            count++;
        }
        return count;
    }

    /**
     * Re-reads and verifies all that is stored, beside everything else, on the calling thread; see {@link Scrubber}.
     * One at a time.
     *
     * @throws IllegalStateException if a scrub runs
     * @throws IOException if the disk fails
     */
    public ScrubReport scrub(ScrubOptions scrubOptions, ScrubListener scrubListener) throws IOException {
        if (!scrubbing.compareAndSet(false, true)) {
            throw new IllegalStateException("A scrub runs already");
        }
        try {
            Engine now = engine();
            Scrubber.Subject subject =
                    new Scrubber.Subject(now.journal(), now.state().durable(), now.extents(), scrubFile());
            return new Scrubber(subject, options.clock(), scrubOptions, scrubListener).run();
        } finally {
            scrubbing.set(false);
        }
    }

    /** Where scrubbing keeps how far it came. */
    public ScrubFile scrubFile() {
        return new ScrubFile(options.disk(), directory.layout().scrubFile());
    }

    /** The scrubs that come by themselves, and how the last one ended. */
    public ScrubSchedule scrubs() {
        return scrubs;
    }

    /** The master keys that protect what is encrypted at rest. */
    public StoreKeys keys() {
        return keys;
    }

    /** What gives space back. */
    public CompactionStatus compaction() {
        return engine().maintenance().status();
    }

    /** Called when writing failed: what the disk has is only known by reading it back. */
    private void startMending() {
        Thread.ofPlatform().name("store-mending").daemon().start(this::mend);
    }

    /** Opens the store anew as soon as its directory is there and can be read. */
    private void mend() {
        while (engine != null) {
            try {
                directory.requirePresent();
                reopen();
                LOG.info("The store was checked and accepts changes again");
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("The store cannot be opened again yet: {}", e.toString());
            }
            LockSupport.parkNanos(MEND_EVERY.toNanos());
        }
    }

    private synchronized void reopen() throws IOException {
        Engine failed = engine;
        if (failed != null) {
            failed.close();
            engine = Engine.open(directory, options, changes, records -> {}, this::startMending);
        }
    }

    /** Lets what waits be done and closes all files. Does nothing the second time. */
    @Override
    public void close() throws IOException {
        // Not under the lock: a scrub that ends may still ask the store for something.
        scrubs.close();
        keys.close();
        closeAll();
    }

    private synchronized void closeAll() throws IOException {
        Engine open = engine;
        if (open != null) {
            engine = null;
            try (directory) {
                open.close();
            } finally {
                changes.close();
            }
        }
    }
}
