package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Listings of a {@link LocalObjectStore}: one walk over the index that jumps over whatever is rolled up, so that a page
 * costs what it shows and not what it skips.
 */
final class LocalListing implements ObjectListing {
    private static final int BUCKET_BYTES = Long.BYTES;

    private final CurrentEngine engines;

    LocalListing(CurrentEngine engines) {
        this.engines = engines;
    }

    @Override
    public Page<ObjectVersion> listObjects(Query query, @Nullable String after) {
        return engines.read(engine -> listObjects(engine, query, after));
    }

    private static Page<ObjectVersion> listObjects(Engine engine, Query query, @Nullable String after) {
        Bucket bucket = engine.bucket(query.bucket());
        ListingScope scope = new ListingScope(query, after);
        ListingPage<ObjectVersion> page = new ListingPage<>(query.limit());
        Cursor cursor = objects(engine.state().durable(), bucket, scope, scope.toldPrefix());
        while (cursor.next()) {
            byte[] key = keyOf(cursor);
            if (Arrays.equals(key, scope.after())) {
                continue;
            }
            Entry entry = Entry.read(cursor.value());
            if (VersionCodec.isDeleteMarker(entry.bytes(), entry.entityOffset())) {
                continue;
            }
            if (page.isFullBeforeMore()) {
                break;
            }
            byte[] common = scope.commonPrefix(key);
            if (common == null) {
                ObjectKey objectKey = ObjectKey.ofUtf8(key);
                page.add(objectKey.value(), version(objectKey, entry));
            } else {
                page.addPrefix(ListingScope.text(common));
                seekBehind(cursor, TableKeys.objectPrefix(bucket.id(), common));
            }
        }
        return new Page<>(page.entries(), page.prefixes(), page.nextMarker());
    }

    /** Current versions of the scope's keys from its marker on. */
    private static Cursor objects(IndexTables tables, Bucket bucket, ListingScope scope, byte @Nullable [] told) {
        byte[] first = TableKeys.objectPrefix(bucket.id(), scope.prefix());
        Cursor cursor = tables.cursor(Table.OBJECT, first, TableKeys.behind(first));
        byte[] marker = scope.after();
        if (told != null) {
            seekBehind(cursor, TableKeys.objectPrefix(bucket.id(), told));
        } else if (marker != null && scope.startsAtMarker()) {
            cursor.seek(TableKeys.objectPrefix(bucket.id(), marker));
        }
        return cursor;
    }

    private static byte[] keyOf(Cursor cursor) {
        byte[] tableKey = cursor.key();
        return Arrays.copyOfRange(tableKey, BUCKET_BYTES, tableKey.length);
    }

    private static void seekBehind(Cursor cursor, byte[] tablePrefix) {
        byte[] behind = TableKeys.behind(tablePrefix);
        // Only a bucket number of all ones has nothing behind it, and numbers are given from 1 on.
        cursor.seek(behind == null ? tablePrefix : behind);
    }

    private static ObjectVersion version(ObjectKey key, Entry entry) {
        return VersionCodec.decode(key, entry.bytes(), entry.entityOffset()).version();
    }

    @Override
    public VersionPage listVersions(Query query, @Nullable String keyMarker, @Nullable String versionMarker) {
        return engines.read(engine -> listVersions(engine, query, keyMarker, versionMarker));
    }

    private static VersionPage listVersions(
            Engine engine, Query query, @Nullable String keyMarker, @Nullable String versionMarker) {
        IndexTables tables = engine.state().durable();
        Bucket bucket = engine.bucket(query.bucket());
        ListingScope scope = new ListingScope(query, keyMarker);
        ListingPage<VersionEntry> page = new ListingPage<>(query.limit());
        Cursor cursor = objects(tables, bucket, scope, scope.toldPrefix());
        OlderVersions older =
                bucket.versioning() == VersioningState.UNVERSIONED ? null : new OlderVersions(tables, bucket.id());
        boolean more = true;
        while (more && cursor.next()) {
            byte[] key = keyOf(cursor);
            boolean atMarker = Arrays.equals(key, scope.after());
            if (atMarker && versionMarker == null) {
                continue;
            }
            byte[] common = scope.commonPrefix(key);
            if (common == null) {
                Entry head = Entry.read(cursor.value());
                more = addVersions(page, ObjectKey.ofUtf8(key), head, older, atMarker ? versionMarker : null);
            } else if (page.isFullBeforeMore()) {
                more = false;
            } else {
                page.addPrefix(ListingScope.text(common));
                seekBehind(cursor, TableKeys.objectPrefix(bucket.id(), common));
            }
        }
        String next = page.nextMarker();
        String version = next == null || page.endsWithPrefix()
                ? null
                : page.entries().getLast().version().versionText();
        return new VersionPage(page.entries(), page.prefixes(), next, version);
    }

    /** Adds all versions of a key, newest first; false once the page is full. */
    private static boolean addVersions(
            ListingPage<VersionEntry> page,
            ObjectKey key,
            Entry head,
            @Nullable OlderVersions older,
            @Nullable String marker) {
        VersionSkip skip = new VersionSkip(marker, head);
        if (!add(page, version(key, head), true, skip)) {
            return false;
        }
        if (older != null) {
            older.begin(key);
            for (Entry entry = older.next(); entry != null; entry = older.next()) {
                if (!add(page, version(key, entry), false, skip)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean add(
            ListingPage<VersionEntry> page, ObjectVersion version, boolean latest, VersionSkip skip) {
        if (skip.leavesOut(version)) {
            return true;
        }
        if (page.isFullBeforeMore()) {
            return false;
        }
        page.add(version.key().value(), new VersionEntry(version, latest));
        return true;
    }

    @Override
    public Page<MultipartUpload> listUploads(Query query, @Nullable String keyMarker, @Nullable String uploadMarker) {
        return engines.read(engine -> listUploads(engine, query, keyMarker, uploadMarker));
    }

    private static Page<MultipartUpload> listUploads(
            Engine engine, Query query, @Nullable String keyMarker, @Nullable String uploadMarker) {
        Bucket bucket = engine.bucket(query.bucket());
        ListingScope scope = new ListingScope(query, keyMarker);
        ListingPage<MultipartUpload> page = new ListingPage<>(query.limit());
        Optional<UploadId> marked = Optional.ofNullable(uploadMarker).flatMap(UploadId::parse);
        Cursor cursor = uploads(engine.state().durable(), bucket, scope);
        while (cursor.next()) {
            ObjectKey key = TableKeys.keyOfEscaped(cursor.key());
            UploadId id = TableKeys.uploadOf(cursor.key());
            if (Arrays.equals(key.utf8(), scope.after()) && (marked.isEmpty() || id.compareTo(marked.get()) <= 0)) {
                continue;
            }
            if (page.isFullBeforeMore()) {
                break;
            }
            byte[] common = scope.commonPrefix(key.utf8());
            if (common == null) {
                Entry entry = Entry.read(cursor.value());
                page.add(key.value(), UploadCodec.decode(key, entry.bytes(), entry.entityOffset()));
            } else {
                page.addPrefix(ListingScope.text(common));
                seekBehind(cursor, TableKeys.escapedPrefix(bucket.id(), common));
            }
        }
        return new Page<>(page.entries(), page.prefixes(), page.nextMarker());
    }

    private static Cursor uploads(IndexTables tables, Bucket bucket, ListingScope scope) {
        byte[] first = TableKeys.escapedPrefix(bucket.id(), scope.prefix());
        Cursor cursor = tables.cursor(Table.UPLOAD, first, TableKeys.behind(first));
        byte[] told = scope.toldPrefix();
        byte[] marker = scope.after();
        if (told != null) {
            seekBehind(cursor, TableKeys.escapedPrefix(bucket.id(), told));
        } else if (marker != null && scope.startsAtMarker()) {
            cursor.seek(TableKeys.escapedPrefix(bucket.id(), marker));
        }
        return cursor;
    }
}
