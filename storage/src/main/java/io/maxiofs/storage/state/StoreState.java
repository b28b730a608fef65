package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.BucketCodec;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.UploadId;
import java.util.HashSet;
import java.util.Set;

/**
 * All that the store knows, and how a record changes it. One path serves the committer, recovery and rescue, so that
 * what is read back after a crash is what was there before it.
 *
 * <p>Changes are made by one writer thread and stay unseen until {@link #publish()}.
 */
public final class StoreState {
    private final IndexTables durable;
    private final PendingTables pending;
    private final UsageLedger usage = new UsageLedger();
    private final SegmentLedger segments = new SegmentLedger();
    private final BucketDirectory buckets = new BucketDirectory();
    private final ExtentLedger extents;
    private final VersionChanges versions;
    private final UploadChanges uploads;
    private long highestBucketId;
    private long extentLimit;

    public StoreState(IndexTables durable) {
        this.durable = durable;
        this.pending = new PendingTables(durable);
        this.extents = new ExtentLedger(pending);
        this.versions = new VersionChanges(pending, usage, segments, extents);
        this.uploads = new UploadChanges(pending, usage, segments, extents);
    }

    /** Reads what is kept in memory from the tables; once, before the first change. */
    public void load() {
        byte[] first = TableKeys.number(0);
        for (Cursor c = durable.cursor(Table.BUCKET, first, null); c.next(); ) {
            Entry entry = Entry.read(c.value());
            Bucket bucket = BucketCodec.decode(entry.bytes(), entry.entityOffset());
            buckets.put(bucket);
            highestBucketId = Math.max(highestBucketId, bucket.id());
        }
        for (Cursor c = durable.cursor(Table.USAGE, first, null); c.next(); ) {
            usage.load(TableKeys.numberOf(c.key()), BucketCodec.decodeUsage(c.value()));
        }
        for (Cursor c = durable.cursor(Table.SEGMENT, first, null); c.next(); ) {
            segments.load(TableKeys.numberOf(c.key()), c.value());
        }
        buckets.publish();
    }

    /**
     * Applies a record.
     *
     * @param segment that holds it
     * @param bodyOffset where its body begins in the segment
     */
    public void apply(ChangeRecord record, long segment, int bodyOffset) {
        for (ChangeRecord.Step step : record.steps()) {
            int body = step.bodyOffset() == ChangeRecord.Step.NO_BODY ? -1 : bodyOffset + step.bodyOffset();
            apply(step.change(), new Applied(step.sequence(), segment, body));
        }
    }

    private void apply(Change change, Applied at) {
        switch (change) {
            case Change.PutVersion put -> versions.put(put, at);
            case Change.RemoveVersion remove -> {
                removal(at, remove.key().byteLength(), remove.span());
                versions.remove(remove, at);
            }
            case Change.PutUpload put -> uploads.put(put, at);
            case Change.PutPart put -> uploads.putPart(put, at);
            case Change.RemoveUpload remove -> {
                removal(at, remove.key().byteLength(), remove.span());
                uploads.remove(remove, at);
            }
            case Change.PutBucket put -> putBucket(put, at);
            case Change.RemoveBucket remove -> {
                removal(at, 0, remove.span());
                removeBucket(remove, at);
            }
            case Change.ReserveExtents reserve -> extentLimit = Math.max(extentLimit, reserve.limit());
        }
    }

    private void removal(Applied at, int length, Change.Span span) {
        segments.addRemoval(at.segment(), Applied.cost(length), span);
    }

    private void putBucket(Change.PutBucket change, Applied at) {
        byte[] key = TableKeys.number(change.bucketId());
        Entry old = Entry.readOrNull(pending.get(Table.BUCKET, key));
        if (old != null && old.sequence() > at.sequence()) {
            return;
        }
        long floor = old == null ? at.segment() : Math.min(old.place().floor(), at.segment());
        int cost = Applied.cost(change.entity().length);
        Entry entry = Entry.of(
                at.sequence(), new Entry.Place(at.segment(), cost, floor), Entry.BodyPlace.NONE, null, change.entity());
        segments.addLive(at.segment(), cost);
        if (old != null) {
            segments.addLive(old.place().segment(), -old.place().length());
        }
        pending.put(Table.BUCKET, key, entry.bytes());
        buckets.put(BucketCodec.decode(change.entity(), 0));
        highestBucketId = Math.max(highestBucketId, change.bucketId());
    }

    private void removeBucket(Change.RemoveBucket change, Applied at) {
        byte[] key = TableKeys.number(change.bucketId());
        Entry old = Entry.readOrNull(pending.get(Table.BUCKET, key));
        highestBucketId = Math.max(highestBucketId, change.bucketId());
        if (old == null || old.sequence() > at.sequence()) {
            return;
        }
        pending.remove(Table.BUCKET, key);
        segments.addLive(old.place().segment(), -old.place().length());
        buckets.remove(change.bucketId());
    }

    /** Removes parts whose upload does not exist; needed after all records were read anew. Publishes. */
    public void dropOrphanParts() {
        publish();
        Set<UploadId> known = new HashSet<>();
        for (Cursor c = durable.cursor(Table.UPLOAD, new byte[0], null); c.next(); ) {
            known.add(TableKeys.uploadOf(c.key()));
        }
        uploads.removeOrphans(known);
        publish();
    }

    /** Shows all changes since the last call to readers. */
    public void publish() {
        pending.publish();
        usage.publish();
        buckets.publish();
    }

    /** Puts the counters into the tables, so that a checkpoint taken now holds them. Publishes. */
    public void saveCounters() {
        usage.save(pending);
        segments.save(pending);
        publish();
    }

    /** The tables as decided so far; writer thread only. */
    public Tables pending() {
        return pending;
    }

    /** The tables as readers see them. */
    public IndexTables durable() {
        return durable;
    }

    public UsageLedger usage() {
        return usage;
    }

    public SegmentLedger segments() {
        return segments;
    }

    public BucketDirectory buckets() {
        return buckets;
    }

    public ExtentLedger extents() {
        return extents;
    }

    /** Highest number a bucket ever had. */
    public long highestBucketId() {
        return highestBucketId;
    }

    /** Extent ids from here on have never been given. */
    public long extentLimit() {
        return extentLimit;
    }

    /** Restores what a checkpoint says beyond the tables. */
    public void restore(long bucketId, long extents) {
        highestBucketId = Math.max(highestBucketId, bucketId);
        extentLimit = Math.max(extentLimit, extents);
    }
}
