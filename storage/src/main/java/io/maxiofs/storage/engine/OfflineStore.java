package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.codec.StoredVersion;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.extent.ExtentConfig;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.index.IndexConfig;
import io.maxiofs.storage.index.IndexDamagedException;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.JournalConfig;
import io.maxiofs.storage.journal.RecoveryReport;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.StoreState;
import io.maxiofs.storage.state.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The data of a store that nobody serves, for tools: journal, index and extents are open and read up to the journal's
 * end, no thread writes. Opening recovers and so writes to the disks it is given; a tool that must leave a store as it
 * is gives it an {@link io.maxiofs.storage.file.OverlayDisk}. Whoever opens it holds the {@link DataDirectory}.
 *
 * <p>The tables may be read on any thread, everything else on one.
 */
public final class OfflineStore implements AutoCloseable {
    private static final long MIB = 1L << 20;
    /** No spare segments and none kept: nothing is appended here. */
    private static final JournalConfig JOURNAL = new JournalConfig((int) (64 * MIB), 0, 0, 4096, 4096, 64);

    private final Journal journal;
    private final Index index;
    private final StoreState state;
    private final ExtentStore extents;
    private final HybridClock clock;
    private final Recovery.Outcome recovered;

    private OfflineStore(
            Journal journal,
            Index index,
            StoreState state,
            ExtentStore extents,
            HybridClock clock,
            Recovery.Outcome recovered) {
        this.journal = journal;
        this.index = index;
        this.state = state;
        this.extents = extents;
        this.clock = clock;
        this.recovered = recovered;
    }

    /**
     * Where an index is.
     *
     * @param disk of the index alone
     * @param file in a directory that exists; an index is made there from the journal if there is none
     */
    public record IndexPlace(Disk disk, Path file) {}

    /**
     * Opens and recovers.
     *
     * @param disk of everything but the index
     * @param clock for the times in the index's status
     * @param progress is told how many records were read, now and then
     * @throws IndexDamagedException if the index is there and cannot be used
     * @throws io.maxiofs.storage.api.CorruptDataException if a record is whole and yet not understood
     * @throws IOException if the disk fails
     */
    public static OfflineStore open(
            Disk disk, StoreLayout layout, IndexPlace place, InstantSource clock, LongConsumer progress)
            throws IOException {
        return open(disk, layout, place, clock, progress, null);
    }

    /**
     * As {@link #open(Disk, StoreLayout, IndexPlace, InstantSource, LongConsumer)}.
     *
     * @param passedOver is told of records that are whole and yet not understood, which are then left out; null to fail
     */
    public static OfflineStore open(
            Disk disk,
            StoreLayout layout,
            IndexPlace place,
            InstantSource clock,
            LongConsumer progress,
            Recovery.@Nullable NotUnderstood passedOver)
            throws IOException {
        Index index = Index.open(place.disk(), place.file(), indexConfig(clock), Table.storedNames());
        Journal journal = null;
        boolean opened = false;
        try {
            journal = Journal.open(disk, layout.journal(), JOURNAL);
            StoreState state = new StoreState(new IndexTables(index));
            HybridClock versions = new HybridClock(clock, 0);
            Recovery recovery = passedOver == null
                    ? new Recovery(journal, index, state, versions, progress)
                    : new Recovery(journal, index, state, versions, progress, passedOver);
            Recovery.Outcome recovered = recovery.run();
            ExtentStore extents = new ExtentStore(
                    disk,
                    layout.extents(),
                    OfflineStore::noId,
                    ExtentConfig.defaults().withoutBackground());
            OfflineStore store = new OfflineStore(journal, index, state, extents, versions, recovered);
            opened = true;
            return store;
        } finally {
            if (!opened) {
                index.close();
                if (journal != null) {
                    journal.close();
                }
            }
        }
    }

    private static IndexConfig indexConfig(InstantSource clock) {
        return new IndexConfig(16 * MIB, 16 * MIB, 4 * MIB, 0, Set.of(), 0, clock);
    }

    private static long noId() {
        throw new IllegalStateException("Nothing is written to a store that is offline");
    }

    public Journal journal() {
        return journal;
    }

    public StoreState state() {
        return state;
    }

    public IndexTables tables() {
        return state.durable();
    }

    public ExtentStore extents() {
        return extents;
    }

    /** What reading the journal found: its part behind the index's checkpoint, or all of it. */
    public RecoveryReport report() {
        return recovered.report();
    }

    /**
     * A version as the object store would hand it out.
     *
     * @param keys for the bodies that are encrypted
     */
    public StoredObject object(long bucketId, StoredVersion stored, Entry entry, MasterKeys keys) {
        BodyKeys bodyKeys = new BodyKeys(keys, new SecureRandom());
        BodyAccess access = new BodyAccess(journal, extents, bodyKeys, new VersionLookup(tables()));
        return new LocalStoredObject(access::open, bucketId, stored, entry.body());
    }

    /**
     * What an index's checkpoint says, for people.
     *
     * @throws io.maxiofs.storage.api.CorruptDataException if it is none
     */
    public static String describeCheckpoint(byte[] checkpoint) {
        Checkpoint mark = Checkpoint.decode(checkpoint);
        return "journal read up to " + mark.position() + ", sequence " + mark.sequence() + ", version time "
                + mark.versionTime() + ", highest bucket " + mark.bucketId() + ", extents below "
                + mark.extentLimit() + (mark.rebuilding() ? ", being made anew" : "");
    }

    /** Sequence number of the last change. */
    public long sequence() {
        return recovered.restored().sequence();
    }

    /** Makes the index hold everything, durably, so that the next opening reads nothing of the journal. */
    public void writeIndex() throws IOException {
        state.saveCounters();
        Checkpoint mark = new Checkpoint(
                recovered.restored().position(),
                sequence(),
                clock.last(),
                state.highestBucketId(),
                state.extentLimit(),
                false);
        index.flushNow(mark.encode());
    }

    @Override
    public void close() throws IOException {
        extents.close();
        try {
            index.close();
        } finally {
            journal.close();
        }
    }
}
