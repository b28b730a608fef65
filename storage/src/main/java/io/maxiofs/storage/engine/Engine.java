package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.change.LocalChangeStream;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.digest.DigestWorkers;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.index.IndexConfig;
import io.maxiofs.storage.index.IndexDamagedException;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.SegmentInfo;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.StoreState;
import io.maxiofs.storage.state.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of an open store, from one opening to the next. When writing fails the whole is thrown away and opened anew,
 * since only reading the journal back tells what the disk has.
 */
final class Engine implements CommitLog.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final Journal journal;
    private final Index index;
    private final StoreState state;
    private final CommitLog log;
    private final Committer committer;
    private final LastingParts lasting;
    private final ExtentIds extentIds;
    private final VersionLookup lookup;
    private final BodyAccess bodies;
    private final SpaceGuard space;
    private final Recovery.Outcome recovered;
    private final EngineConfig config;
    private final Maintenance maintenance;
    private final long orphansBelow;
    private final ReentrantLock compactionTurn = new ReentrantLock();
    private final Set<Long> damagedSegments = ConcurrentHashMap.newKeySet();
    private final SpaceReserve reserve;
    private final InstantSource clock;
    private volatile boolean ending;

    private Engine(Parts parts, LastingParts lasting, Runnable onFailure) {
        StoreOptions options = lasting.options();
        this.lasting = lasting;
        this.clock = options.clock();
        this.config = options.config();
        this.journal = parts.journal;
        this.index = parts.index;
        this.state = parts.state;
        this.recovered = parts.recovered;
        Path root = lasting.directory().layout().root();
        this.reserve = parts.reserve;
        this.space = new SpaceGuard(
                options.disk(), root, config.space(), System::nanoTime, reserve, this::signalMaintenance);
        this.log = new CommitLog(
                journal, index, state, parts.clock, config, options.tenants(), recovered.restored(), this);
        this.committer = new Committer(log, config.queue(), onFailure);
        this.orphansBelow = lasting.orphansBelow(state.extentLimit());
        this.extentIds = new ExtentIds(state.extentLimit(), committer::submit);
        this.maintenance = new Maintenance(this);
        this.lookup = new VersionLookup(state.durable());
        this.bodies = new BodyAccess(journal, lasting.extents(), lasting.keys(), lookup);
    }

    /** What opening has gathered so far. */
    private record Parts(
            Journal journal,
            Index index,
            StoreState state,
            HybridClock clock,
            SpaceReserve reserve,
            Recovery.Outcome recovered) {}

    /**
     * @param progress is told how many records recovery has read, now and then
     * @param onFailure called once, on the committer's thread, when nothing can be written any more
     */
    static Engine open(LastingParts lasting, LongConsumer progress, Runnable onFailure) throws IOException {
        StoreLayout layout = lasting.directory().layout();
        StoreOptions options = lasting.options();
        Disk disk = options.disk();
        // The index is made from the journal; everything else must have been there or come with a new store.
        if (!disk.exists(layout.indexDirectory())) {
            disk.createDirectory(layout.indexDirectory());
        }
        disk.forceDirectory(layout.root());
        SpaceReserve reserve = new SpaceReserve(
                disk, layout.reserveFile(), options.config().space().reserveBytes());
        Index index = openIndex(layout, options);
        Journal journal = null;
        boolean opened = false;
        try {
            journal = Journal.open(disk, layout.journal(), options.config().journal());
            if (!reachesBack(journal, index)) {
                LOG.error("The index opened at an older state than the journal reaches back to; it is made anew");
                index.close();
                Index.quarantine(disk, layout.indexFile());
                index = openIndex(layout, options);
            }
            StoreState state = new StoreState(new IndexTables(index));
            HybridClock clock =
                    new HybridClock(options.clock(), options.config().originTag());
            Recovery.Outcome recovered = new Recovery(journal, index, state, clock, progress).run();
            Engine engine = new Engine(new Parts(journal, index, state, clock, reserve, recovered), lasting, onFailure);
            // What recovery hands out is durable.
            lasting.changes().mark().advance(recovered.restored().sequence());
            engine.committer.start();
            engine.maintenance.start();
            opened = true;
            return engine;
        } catch (CorruptDataException e) {
            throw new StoreRefusedException(
                    "The store in " + layout.root() + " cannot be opened: " + e.getMessage()
                            + ". It may be of a later version. What is readable is copied by: maxiofs rescue --data DIR"
                            + " --to NEWDIR",
                    e);
        } finally {
            if (!opened) {
                closeQuietly(journal, index);
            }
        }
    }

    /**
     * Whether the journal still has all segments from the index's checkpoint on. Compaction only retires segments in
     * front of it; but a damaged index file may open at an earlier flush, and removals in a segment retired since would
     * be missed.
     */
    private static boolean reachesBack(Journal journal, Index index) {
        long from = index.checkpoint()
                .map(Checkpoint::decode)
                .orElse(Checkpoint.NONE)
                .position()
                .segment();
        long next = from;
        for (SegmentInfo segment : journal.segments()) {
            if (from > 0 && segment.id() >= from) {
                // What is damaged is missing in the journal only; the index may be all that knows it.
                while (next < segment.id() && journal.isUnreadable(next)) {
                    next++;
                }
                if (segment.id() != next++) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Index openIndex(StoreLayout layout, StoreOptions options) throws IOException {
        EngineConfig.Memory memory = options.config().memory();
        IndexConfig config = new IndexConfig(
                memory.tableBytes(),
                memory.cacheBytes(),
                Math.max(256 * 1024, memory.tableBytes() / 4),
                memory.filterBytes(),
                Set.of(Table.OBJECT.storedName(), Table.EXTENT.storedName()),
                50,
                options.clock());
        try {
            return Index.open(options.disk(), layout.indexFile(), config, Table.storedNames());
        } catch (IndexDamagedException e) {
            LOG.error("The index is damaged; it is set aside and made anew from the journal", e);
            Index.quarantine(options.disk(), layout.indexFile());
            return Index.open(options.disk(), layout.indexFile(), config, Table.storedNames());
        }
    }

    private static void closeQuietly(@Nullable Journal journal, Index index) {
        try {
            index.close();
            if (journal != null) {
                journal.close();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("A store that did not open could not be closed cleanly", e);
        }
    }

    @Override
    public void requirePresent() {
        lasting.directory().requirePresent();
    }

    @Override
    public boolean releaseReserve() {
        return reserve.release();
    }

    @Override
    public void extentFreed(long id) {
        extents().delete(id);
    }

    @Override
    public void extentInDoubt(long id) {
        extents().doubt(id);
    }

    @Override
    public void flushed(long nanos) {
        lasting.flushed(nanos);
    }

    @Override
    public void durable(long sequence) {
        lasting.changes().mark().advance(sequence);
    }

    @Override
    public void checkpointTaken() {
        maintenance.signal();
    }

    EngineConfig config() {
        return config;
    }

    StoreState state() {
        return state;
    }

    Committer committer() {
        return committer;
    }

    CommitLog log() {
        return log;
    }

    Journal journal() {
        return journal;
    }

    Index index() {
        return index;
    }

    ExtentStore extents() {
        return lasting.extents();
    }

    DigestWorkers digests() {
        return lasting.digests();
    }

    BodyKeys keys() {
        return lasting.keys();
    }

    VersionLookup lookup() {
        return lookup;
    }

    BodyAccess bodies() {
        return bodies;
    }

    SpaceGuard space() {
        return space;
    }

    LocalChangeStream changes() {
        return lasting.changes();
    }

    private void signalMaintenance() {
        maintenance.signal();
    }

    ReentrantLock compactionTurn() {
        return compactionTurn;
    }

    /** Segments that compaction passes over until somebody has repaired something. */
    Set<Long> damagedSegments() {
        return damagedSegments;
    }

    MasterKeys masterKeys() {
        return lasting.masterKeys();
    }

    Maintenance maintenance() {
        return maintenance;
    }

    SpaceReserve reserve() {
        return reserve;
    }

    InstantSource clock() {
        return clock;
    }

    Recovery.Outcome recovered() {
        return recovered;
    }

    ExtentIds extentIds() {
        return extentIds;
    }

    /** Extents with lower ids were there before the store was opened. */
    long orphansBelow() {
        return orphansBelow;
    }

    /** Whether its files are being closed, or are: what reading with it gives is worth nothing if it fails. */
    boolean isEnding() {
        return ending;
    }

    /** @throws BucketNotFoundException if there is none */
    Bucket bucket(BucketName name) {
        return state.buckets()
                .find(name.value())
                .orElseThrow(() -> new BucketNotFoundException("No such bucket: " + name));
    }

    /**
     * Lets what waits be done, makes the index complete and closes all files. May be called again if that failed.
     *
     * @param beforeMark is run when no change is made any more, and before the journal says that the end was an orderly one
     */
    void close(Runnable beforeMark) throws IOException {
        maintenance.close();
        committer.close();
        try {
            if (!ending && committer.failure() == null) {
                log.close();
            }
        } finally {
            ending = true;
            try {
                beforeMark.run();
                index.close();
            } finally {
                journal.close();
            }
        }
    }
}
