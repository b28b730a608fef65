package io.maxiofs.storage.engine;

import io.maxiofs.storage.change.LocalChangeStream;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.digest.DigestConfig;
import io.maxiofs.storage.digest.DigestWorkers;
import io.maxiofs.storage.extent.ExtentConfig;
import io.maxiofs.storage.extent.ExtentStore;
import java.io.IOException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * What an open store keeps when its engine is replaced: nothing of it depends on what the journal's end turns out to be.
 * Uploads and downloads that are under way go on with it, and what they hold on to is known to every engine. Safe on any
 * thread.
 */
final class LastingParts implements AutoCloseable {
    private final DataDirectory directory;
    private final StoreOptions options;
    private final LocalChangeStream changes;
    private final MasterKeys masterKeys;
    private final BodyKeys keys;
    private final ExtentStore extents;
    private final DigestWorkers digests;
    private volatile LongConsumer flushListener = nanos -> {};
    /** Set by the first engine, before any other thread sees it. */
    private volatile long orphansBelow = -1;

    /**
     * @param extentIds of the current engine
     * @throws IOException if the keys cannot be read
     */
    LastingParts(DataDirectory directory, StoreOptions options, LocalChangeStream changes, LongSupplier extentIds)
            throws IOException {
        this.directory = directory;
        this.options = options;
        this.changes = changes;
        StoreLayout layout = directory.layout();
        this.masterKeys = MasterKeys.exist(options.disk(), layout.masterKeys())
                ? MasterKeys.open(options.disk(), layout.masterKeys(), options.random(), options.clock())
                : MasterKeys.create(options.disk(), layout.masterKeys(), options.random(), options.clock());
        this.keys = new BodyKeys(masterKeys, options.random());
        this.extents = new ExtentStore(options.disk(), layout.extents(), extentIds, ExtentConfig.defaults());
        this.digests = new DigestWorkers(DigestConfig.defaults());
    }

    /** Tells how long each flush of the journal took, in nanoseconds. */
    void onFlush(LongConsumer listener) {
        flushListener = listener;
    }

    void flushed(long nanos) {
        flushListener.accept(nanos);
    }

    DataDirectory directory() {
        return directory;
    }

    StoreOptions options() {
        return options;
    }

    LocalChangeStream changes() {
        return changes;
    }

    MasterKeys masterKeys() {
        return masterKeys;
    }

    BodyKeys keys() {
        return keys;
    }

    ExtentStore extents() {
        return extents;
    }

    DigestWorkers digests() {
        return digests;
    }

    /**
     * Extents with lower ids are from before the store was opened. One of those that nothing refers to is an orphan;
     * of the others it may be the body of an upload that is under way.
     *
     * @param limit lowest id the engine that asks may give
     */
    long orphansBelow(long limit) {
        if (orphansBelow < 0) {
            orphansBelow = limit;
        }
        return orphansBelow;
    }

    @Override
    public void close() {
        digests.close();
        extents.close();
    }
}
