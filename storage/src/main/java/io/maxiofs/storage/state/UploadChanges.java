package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.UploadId;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How uploads and their parts come and go. A part may be read before its upload when records are read anew, since
 * compaction may have moved the upload's record behind; parts left without an upload are removed at the end of that.
 */
final class UploadChanges {
    private final Tables tables;
    private final UsageLedger usage;
    private final SegmentLedger segments;
    private final ExtentLedger extents;

    UploadChanges(Tables tables, UsageLedger usage, SegmentLedger segments, ExtentLedger extents) {
        this.tables = tables;
        this.usage = usage;
        this.segments = segments;
        this.extents = extents;
    }

    void put(Change.PutUpload change, Applied at) {
        byte[] key = TableKeys.upload(change.bucketId(), change.key(), change.id());
        Entry old = Entry.readOrNull(tables.get(Table.UPLOAD, key));
        if (old != null && old.sequence() > at.sequence()) {
            return;
        }
        Entry entry = entry(change.entity(), at, old, Entry.BodyPlace.NONE);
        segments.addLive(entry.place().segment(), entry.place().length());
        if (old == null) {
            count(change.bucketId(), 1, 0);
        } else {
            segments.addLive(old.place().segment(), -old.place().length());
        }
        tables.put(Table.UPLOAD, key, entry.bytes());
    }

    void putPart(Change.PutPart change, Applied at) {
        byte[] key = TableKeys.part(change.id(), change.number());
        Entry old = Entry.readOrNull(tables.get(Table.PART, key));
        if (old != null && old.sequence() > at.sequence()) {
            return;
        }
        UploadCodec.StoredPart part = UploadCodec.decodePart(change.entity(), 0);
        Entry.BodyPlace before = old == null ? Entry.BodyPlace.NONE : old.body();
        Entry entry = entry(change.entity(), at, old, at.bodyPlace(part.body(), before));
        charge(entry, part.body());
        long bytes = part.part().size();
        if (old != null) {
            bytes -= dropPart(old);
        }
        tables.put(Table.PART, key, entry.bytes());
        count(change.bucketId(), 0, bytes);
    }

    void remove(Change.RemoveUpload change, Applied at) {
        byte[] key = TableKeys.upload(change.bucketId(), change.key(), change.id());
        Entry old = Entry.readOrNull(tables.get(Table.UPLOAD, key));
        if (old != null && old.sequence() > at.sequence()) {
            return;
        }
        long bytes = removeParts(change.id(), at.sequence());
        if (old != null) {
            tables.remove(Table.UPLOAD, key);
            segments.addLive(old.place().segment(), -old.place().length());
        }
        count(change.bucketId(), old == null ? 0 : -1, -bytes);
    }

    /** Removes the parts that are not newer than {@code sequence}; returns the plaintext bytes they had. */
    private long removeParts(UploadId id, long sequence) {
        byte[] end = TableKeys.part(id, 0xFFFF);
        byte[] from = TableKeys.part(id, 0);
        long bytes = 0;
        for (Tables.Row row = tables.first(Table.PART, from, end); row != null; ) {
            Entry part = Entry.read(row.value());
            if (part.sequence() <= sequence) {
                bytes += dropPart(part);
                tables.remove(Table.PART, row.key());
            }
            row = tables.first(Table.PART, TableKeys.part(id, TableKeys.partNumberOf(row.key()) + 1), end);
        }
        return bytes;
    }

    /** Removes all parts whose upload is not among {@code known}. */
    void removeOrphans(Set<UploadId> known) {
        for (Tables.Row row = tables.first(Table.PART, new byte[0], null); row != null; ) {
            if (!known.contains(TableKeys.uploadOfPart(row.key()))) {
                Entry part = Entry.read(row.value());
                long bucketId = UploadCodec.decodePart(part.bytes(), part.entityOffset())
                        .bucketId();
                long bytes = dropPart(part);
                tables.remove(Table.PART, row.key());
                count(bucketId, 0, -bytes);
            }
            row = tables.first(Table.PART, Arrays.copyOf(row.key(), row.key().length + 1), null);
        }
    }

    private long dropPart(Entry entry) {
        UploadCodec.StoredPart part = UploadCodec.decodePart(entry.bytes(), entry.entityOffset());
        segments.addLive(entry.place().segment(), -entry.place().length());
        if (entry.body().exists() && part.body() instanceof StoredBody.Inline inline) {
            segments.addLive(entry.body().segment(), -inline.storedLength());
        }
        extents.release(part.body());
        return part.part().size();
    }

    private void charge(Entry entry, StoredBody body) {
        segments.addLive(entry.place().segment(), entry.place().length());
        if (entry.body().exists() && body instanceof StoredBody.Inline inline) {
            segments.addLive(entry.body().segment(), inline.storedLength());
        }
        extents.retain(body);
    }

    private static Entry entry(byte[] entity, Applied at, @Nullable Entry old, Entry.BodyPlace body) {
        long floor = old == null ? at.segment() : Math.min(old.place().floor(), at.segment());
        return Entry.of(
                at.sequence(), new Entry.Place(at.segment(), Applied.cost(entity.length), floor), body, null, entity);
    }

    private void count(long bucketId, int uploads, long bytes) {
        BucketUsage before = usage.counted(bucketId);
        usage.set(
                bucketId,
                new BucketUsage(
                        before.objects(),
                        before.bytes(),
                        before.noncurrentVersions(),
                        before.noncurrentBytes(),
                        before.deleteMarkers(),
                        before.uploads() + uploads,
                        before.uploadBytes() + bytes));
    }
}
