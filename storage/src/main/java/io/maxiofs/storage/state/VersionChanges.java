package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.codec.VersionCodec.Outline;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionId;
import org.jspecify.annotations.Nullable;

/**
 * How versions come and go. The newest version of a key stands in {@link Table#OBJECT}, all others in {@link
 * Table#NONCURRENT}; the order is that of the ids, so the outcome does not depend on the order in which records are
 * read. A key has at most one null version, wherever it stands.
 */
final class VersionChanges {
    private final Tables tables;
    private final UsageLedger usage;
    private final SegmentLedger segments;
    private final ExtentLedger extents;

    VersionChanges(Tables tables, UsageLedger usage, SegmentLedger segments, ExtentLedger extents) {
        this.tables = tables;
        this.usage = usage;
        this.segments = segments;
        this.extents = extents;
    }

    /** A version and where it stands. */
    private record Found(Entry entry, Outline outline, boolean head) {}

    void put(Change.PutVersion change, Applied at) {
        Outline outline = VersionCodec.outline(change.entity(), 0);
        byte[] headKey = TableKeys.object(change.bucketId(), change.key());
        Entry head = Entry.readOrNull(tables.get(Table.OBJECT, headKey));
        Found old = head == null ? null : findSame(change, outline, head);
        if (old != null && old.entry().sequence() > at.sequence()) {
            return;
        }
        Entry entry = entry(change, outline, at, old);
        VersionCounter counter = new VersionCounter(usage.counted(change.bucketId()));
        charge(entry, outline.body());
        if (old != null) {
            discharge(old);
            counter.remove(old.outline(), old.head());
        }
        if (head == null) {
            tables.put(Table.OBJECT, headKey, entry.bytes());
            counter.add(outline, true);
        } else if (old != null && old.head()) {
            tables.put(
                    Table.OBJECT, headKey, entry.withOlderNull(head.olderNull()).bytes());
            counter.add(outline, true);
        } else {
            place(change, outline, entry, head, old, counter);
        }
        usage.set(change.bucketId(), counter.usage());
    }

    /** Puts a version that does not replace the newest one: on top of it, or among the older ones. */
    private void place(
            Change.PutVersion change,
            Outline outline,
            Entry entry,
            Entry head,
            @Nullable Found old,
            VersionCounter counter) {
        byte[] headKey = TableKeys.object(change.bucketId(), change.key());
        Outline headOutline = outlineOf(head);
        VersionId olderNull = head.olderNull();
        if (old != null && !old.outline().id().equals(outline.id())) {
            tables.remove(Table.NONCURRENT, noncurrentKey(change, old.outline().id()));
            olderNull = null;
        }
        if (outline.id().compareTo(headOutline.id()) > 0) {
            tables.put(
                    Table.NONCURRENT,
                    noncurrentKey(change, headOutline.id()),
                    head.withOlderNull(null).bytes());
            counter.remove(headOutline, true);
            counter.add(headOutline, false);
            counter.add(outline, true);
            VersionId below = headOutline.nullVersion() ? headOutline.id() : olderNull;
            tables.put(Table.OBJECT, headKey, entry.withOlderNull(below).bytes());
        } else {
            tables.put(Table.NONCURRENT, noncurrentKey(change, outline.id()), entry.bytes());
            counter.add(outline, false);
            VersionId below = outline.nullVersion() ? outline.id() : olderNull;
            if (below == null ? head.olderNull() != null : !below.equals(head.olderNull())) {
                tables.put(Table.OBJECT, headKey, head.withOlderNull(below).bytes());
            }
        }
    }

    private static byte[] noncurrentKey(Change.PutVersion change, VersionId id) {
        return TableKeys.noncurrent(change.bucketId(), change.key(), id);
    }

    private @Nullable Found findSame(Change.PutVersion change, Outline outline, Entry head) {
        return find(change.bucketId(), change.key(), outline.id(), outline.nullVersion(), head);
    }

    /** The version of this id, or the null version whatever its id. */
    private @Nullable Found find(long bucketId, ObjectKey key, VersionId id, boolean nullVersion, Entry head) {
        Outline headOutline = outlineOf(head);
        boolean isHead = nullVersion
                ? headOutline.nullVersion()
                : !headOutline.nullVersion() && headOutline.id().equals(id);
        if (isHead) {
            return new Found(head, headOutline, true);
        }
        VersionId wanted = nullVersion ? head.olderNull() : id;
        if (wanted == null || !nullVersion && id.compareTo(headOutline.id()) > 0) {
            return null;
        }
        Entry entry = Entry.readOrNull(tables.get(Table.NONCURRENT, TableKeys.noncurrent(bucketId, key, wanted)));
        if (entry == null) {
            return null;
        }
        Outline outline = outlineOf(entry);
        return outline.nullVersion() == nullVersion ? new Found(entry, outline, false) : null;
    }

    private static Entry entry(Change.PutVersion change, Outline outline, Applied at, @Nullable Found old) {
        long floor = old == null ? at.segment() : Math.min(old.entry().place().floor(), at.segment());
        Entry.Place place = new Entry.Place(at.segment(), Applied.cost(change.entity().length), floor);
        Entry.BodyPlace before =
                old == null ? Entry.BodyPlace.NONE : old.entry().body();
        return Entry.of(at.sequence(), place, at.bodyPlace(outline.body(), before), null, change.entity());
    }

    void remove(Change.RemoveVersion change, Applied at) {
        byte[] headKey = TableKeys.object(change.bucketId(), change.key());
        Entry head = Entry.readOrNull(tables.get(Table.OBJECT, headKey));
        if (head == null) {
            return;
        }
        Found old = find(change.bucketId(), change.key(), change.id(), change.nullVersion(), head);
        if (old == null || old.entry().sequence() > at.sequence()) {
            return;
        }
        VersionCounter counter = new VersionCounter(usage.counted(change.bucketId()));
        if (old.head()) {
            removeHead(change, headKey, head, counter);
        } else {
            byte[] key = TableKeys.noncurrent(
                    change.bucketId(), change.key(), old.outline().id());
            tables.remove(Table.NONCURRENT, key);
            if (change.nullVersion()) {
                tables.put(Table.OBJECT, headKey, head.withOlderNull(null).bytes());
            }
        }
        counter.remove(old.outline(), old.head());
        discharge(old);
        usage.set(change.bucketId(), counter.usage());
    }

    /** Removes the newest version; the next older one takes its place. */
    private void removeHead(Change.RemoveVersion change, byte[] headKey, Entry head, VersionCounter counter) {
        byte[] older = TableKeys.ofKey(change.bucketId(), change.key());
        Tables.Row next = tables.first(Table.NONCURRENT, older, TableKeys.behind(older));
        if (next == null) {
            tables.remove(Table.OBJECT, headKey);
            return;
        }
        Entry promoted = Entry.read(next.value());
        Outline outline = outlineOf(promoted);
        VersionId below = outline.nullVersion() ? null : head.olderNull();
        tables.put(Table.OBJECT, headKey, promoted.withOlderNull(below).bytes());
        tables.remove(Table.NONCURRENT, next.key());
        counter.remove(outline, false);
        counter.add(outline, true);
    }

    private static Outline outlineOf(Entry entry) {
        return VersionCodec.outline(entry.bytes(), entry.entityOffset());
    }

    private void charge(Entry entry, StoredBody body) {
        segments.addLive(entry.place().segment(), entry.place().length());
        if (entry.body().exists() && body instanceof StoredBody.Inline inline) {
            segments.addLive(entry.body().segment(), inline.storedLength());
        }
        extents.retain(body);
    }

    private void discharge(Found old) {
        Entry entry = old.entry();
        segments.addLive(entry.place().segment(), -entry.place().length());
        if (entry.body().exists() && old.outline().body() instanceof StoredBody.Inline inline) {
            segments.addLive(entry.body().segment(), -inline.storedLength());
        }
        extents.release(old.outline().body());
    }
}
