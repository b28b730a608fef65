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
    private final CurrentEngine engines = new CurrentEngine();
    private final LocalListing listing = new LocalListing(engines);
    private final LastingParts lasting;
    private final AtomicBoolean scrubbing = new AtomicBoolean();
    private final ScrubSchedule scrubs;
    private final StoreRepair repairs;
    private final StoreKeys keys;
    private final LocalChangeStream changes;
    private volatile boolean readOnly;

    private LocalObjectStore(DataDirectory directory, StoreOptions options) throws IOException {
        this.directory = directory;
        this.options = options;
        this.uploads = new LocalUploads(this, engines, options.random());
        this.changes = new LocalChangeStream(
                options.disk(),
                directory.layout().subscriberFile(),
                this::source,
                options.config().upkeep().heldChangeBytes());
        this.lasting = new LastingParts(
                directory, options, changes, () -> engine().extentIds().getAsLong());
        this.keys = new StoreKeys(this, options.clock());
        this.scrubs = new ScrubSchedule(this, options.config().upkeep().scrub(), options.clock());
        this.repairs = new StoreRepair(this, scrubs.open(), options.clock());
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
        LocalObjectStore store = null;
        boolean opened = false;
        try {
            store = new LocalObjectStore(directory, options);
            store.openEngine(progress);
            directory.confirmNew();
            directory.noteOpened();
            store.scrubs.start();
            opened = true;
            return store;
        } finally {
            if (!opened) {
                abandon(directory, store);
            }
        }
    }

    /** Closes what an opening that failed has opened, whatever else goes wrong. */
    private static void abandon(DataDirectory directory, @Nullable LocalObjectStore store) throws IOException {
        try (directory) {
            if (store != null) {
                store.closeEngine();
            }
        }
    }

    private LocalChangeStream.Source source() {
        Engine now = engine();
        return new LocalChangeStream.Source(now.journal(), now.state().buckets(), now::isEnding);
    }

    /** The engine as it is; for what changes the store or is answered from memory. All else goes through {@code engines}. */
    Engine engine() {
        return engines.get();
    }

    /** Null if the store is closed. */
    @Nullable Engine openEngine() {
        return engines.orNull();
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

    boolean isReadOnly() {
        return readOnly;
    }

    /** How the store does. */
    public StoreWatch watch() {
        return new StoreWatch(this, lasting);
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
        engine();
        return lasting.masterKeys().named();
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
                lasting.extents(),
                lasting.keys(),
                lasting.digests(),
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
        if (engines.read(engine -> engine.lookup().bodyPlace(object.bucketId(), object.version()))
                .isEmpty()) {
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
                spec.keyName(),
                spec.keyContext());
        try (BodyReader reader = source.open(range, sourceKey);
                BodyWriter writer = newBody(sized)) {
            for (BodyReader.Slice slice = reader.next(); slice != null; slice = reader.next()) {
                SliceBytes.write(slice, writer::write);
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
        return engines.read(engine -> find(engine, bucketName, key, selector));
    }

    private StoredObject find(Engine engine, BucketName bucketName, ObjectKey key, VersionSelector selector) {
        Bucket bucket = engine.bucket(bucketName);
        VersionLookup.Found found = engine.lookup().find(bucket.id(), key, selector);
        boolean asCurrent = selector instanceof VersionSelector.Current;
        if (found == null) {
            throw asCurrent
                    ? new ObjectNotFoundException("No such object: " + key)
                    : new VersionNotFoundException("No such version of " + key);
        }
        Reads.requireBody(found.stored().version(), asCurrent);
        return new LocalStoredObject(
                this::openBody, bucket.id(), found.stored(), found.entry().body());
    }

    /** With the engine there is when it is asked for, which may be another than the one that found the object. */
    private BodyReader openBody(LocalStoredObject object, ByteRange range, byte @Nullable [] customerKey) {
        return engines.read(engine -> engine.bodies().open(object, range, customerKey));
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
     * @throws StorageUnavailableException if the store was closed or opened anew meanwhile
     * @throws IOException if the disk fails
     */
    public int compact(int liveBelowPercent) throws IOException {
        Engine now = engine();
        Compactor compactor = new Compactor(now, liveBelowPercent, bytes -> {});
        int count = 0;
        try {
            while (compactor.compactOne()) {
                count++;
            }
        } catch (IOException | RuntimeException e) {
            if (now.isEnding()) {
                throw engines.unavailable(e);
            }
            throw e;
        }
        return count;
    }

    /**
     * Re-reads and verifies all that is stored, beside everything else, on the calling thread; see {@link Scrubber}.
     * One at a time.
     *
     * @throws IllegalStateException if a scrub runs
     * @throws StorageUnavailableException if the store was closed or opened anew meanwhile
     * @throws IOException if the disk fails
     */
    public ScrubReport scrub(ScrubOptions scrubOptions, ScrubListener scrubListener) throws IOException {
        if (!scrubbing.compareAndSet(false, true)) {
            throw new IllegalStateException("A scrub runs already");
        }
        try {
            return scrub(engine(), scrubOptions, scrubListener);
        } finally {
            scrubbing.set(false);
        }
    }

    private ScrubReport scrub(Engine now, ScrubOptions scrubOptions, ScrubListener scrubListener) throws IOException {
        Scrubber.Subject subject =
                new Scrubber.Subject(now.journal(), now.state().durable(), now.extents(), scrubFile());
        try {
            return new Scrubber(subject, options.clock(), scrubOptions, scrubListener).run();
        } catch (IOException | RuntimeException e) {
            if (now.isEnding()) {
                throw engines.unavailable(e);
            }
            throw e;
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

    /** Mends what scrubs found. */
    public StoreRepair repairs() {
        return repairs;
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

    /** Opens the store anew as soon as its directory is there and takes writes. */
    private void mend() {
        String told = "";
        while (isOpen()) {
            try {
                directory.requirePresent();
                reopen();
                LOG.info("The store was checked and accepts changes again");
                return;
            } catch (IOException | RuntimeException e) {
                engines.stuck(true);
                if (!e.toString().equals(told)) {
                    told = e.toString();
                    LOG.warn("The store cannot be opened again yet: {}", told);
                }
            }
            LockSupport.parkNanos(MEND_EVERY.toNanos());
        }
    }

    private synchronized void openEngine(LongConsumer progress) throws IOException {
        engines.replace(Engine.open(lasting, progress, this::startMending));
    }

    /** Waits for an opening that is under way. */
    private synchronized boolean isOpen() {
        return engines.orNull() != null;
    }

    private synchronized void reopen() throws IOException {
        Engine failed = engines.orNull();
        if (failed == null) {
            return;
        }
        if (!failed.isEnding()) {
            // It still reads, and the next one could not do more on a disk that takes no writes.
            new WriteTrial(options.disk(), directory.layout().root()).run(failed.journal());
        }
        engines.stuck(false);
        closeFailed(failed);
        openEngine(records -> {});
    }

    private static void closeFailed(Engine failed) {
        try {
            failed.close(() -> {});
        } catch (IOException | RuntimeException e) {
            // What it could not write is read back from the journal; nothing of it writes any more.
            LOG.warn("The engine that failed could not be closed cleanly", e);
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
        if (engines.orNull() != null) {
            try (directory) {
                closeEngine();
            }
        }
    }

    private synchronized void closeEngine() throws IOException {
        Engine open = engines.orNull();
        engines.replace(null);
        try {
            if (open != null) {
                open.close(lasting::close);
            } else {
                lasting.close();
            }
        } finally {
            changes.close();
        }
    }
}
