package io.maxiofs.server.history;

import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was current when, and what is deleted. The version of a key at a time is the newest one written no later. A bucket
 * without versioning has no past: there it is what is there now and was there already.
 */
public final class BucketHistory {
    /** Versions looked at for one page; a page can end early for it, and says where to go on. */
    static final int MAX_LOOKED_AT = 50_000;

    private static final int STEP = 1_000;
    private static final int WIDER = 10;

    private final ObjectListing listing;

    public BucketHistory(ObjectListing listing) {
        this.listing = listing;
    }

    /**
     * A part of a listing.
     *
     * @param prefixes folders, with a delimiter
     * @param next null if nothing follows
     */
    public record Part(
            List<VersionEntry> entries,
            List<String> prefixes,
            @Nullable Position next) {}

    /** A key that is deleted, and what its markers hide: null if nothing with a body is under them. */
    public record Deleted(ObjectVersion marker, @Nullable ObjectVersion hidden) {}

    /** @param next null if nothing follows */
    public record DeletedPart(
            List<Deleted> entries, @Nullable Position next) {}

    /**
     * Objects that were current at {@code time}, in the order of their keys.
     *
     * @param query its limit is of entries and folders together, at least 1
     * @param from where to go on; null for the beginning
     */
    public Part asOf(Query query, Instant time, @Nullable Position from) {
        List<VersionEntry> entries = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        Position at = from;
        String decided = null;
        int lookedAt = 0;
        do {
            int wanted = query.limit() - entries.size() - prefixes.size();
            VersionPage page = page(query, Math.max(1, Math.min(STEP, wanted)), at);
            for (VersionEntry entry : page.entries()) {
                String key = entry.version().key().value();
                if (!key.equals(decided) && !entry.version().lastModified().isAfter(time)) {
                    decided = key;
                    if (!entry.version().isDeleteMarker()) {
                        entries.add(entry);
                    }
                }
            }
            for (String prefix : page.commonPrefixes()) {
                if (isAlive(query.bucket(), prefix, time)) {
                    prefixes.add(prefix);
                }
            }
            lookedAt += page.entries().size() + page.commonPrefixes().size();
            at = after(page, decided);
        } while (at != null && entries.size() + prefixes.size() < query.limit() && lookedAt < MAX_LOOKED_AT);
        return new Part(List.copyOf(entries), List.copyOf(prefixes), at);
    }

    private VersionPage page(Query query, int limit, @Nullable Position at) {
        return listing.listVersions(
                new Query(query.bucket(), query.prefix(), query.delimiter(), limit),
                at == null ? null : at.key(),
                at == null ? null : at.version());
    }

    /** A key that is decided is left out as a whole, however many versions it has. */
    private static @Nullable Position after(VersionPage page, @Nullable String decided) {
        String key = page.nextKeyMarker();
        if (key == null) {
            return null;
        }
        return new Position(key, key.equals(decided) ? null : page.nextVersionMarker());
    }

    /** One version tells it nearly always; where nothing was alive yet, all have to be read, in pages that grow. */
    private boolean isAlive(BucketName bucket, String prefix, Instant time) {
        Position at = null;
        int width = 1;
        do {
            VersionPage page = page(new Query(bucket, prefix, null, STEP), width, at);
            String decided = null;
            for (VersionEntry entry : page.entries()) {
                String key = entry.version().key().value();
                if (!key.equals(decided) && !entry.version().lastModified().isAfter(time)) {
                    if (!entry.version().isDeleteMarker()) {
                        return true;
                    }
                    decided = key;
                }
            }
            at = after(page, decided);
            width = Math.min(STEP, width * WIDER);
        } while (at != null);
        return false;
    }

    /** The version of a key that was current at {@code time}, perhaps a delete marker; empty if there was none. */
    public Optional<ObjectVersion> at(BucketName bucket, ObjectKey key, Instant time) {
        return versions(bucket, key).stream()
                .map(VersionEntry::version)
                .filter(version -> !version.lastModified().isAfter(time))
                .findFirst();
    }

    /** All versions of a key, newest first, as they are asked for. */
    public KeyVersions versions(BucketName bucket, ObjectKey key) {
        return new KeyVersions(listing, bucket, key);
    }

    /**
     * Keys whose newest version is a delete marker.
     *
     * @param from where to go on; null for the beginning
     */
    public DeletedPart deleted(Query query, @Nullable Position from) {
        List<Deleted> found = new ArrayList<>();
        Position at = from;
        int lookedAt = 0;
        do {
            VersionPage page = page(query, STEP, at);
            for (VersionEntry entry : page.entries()) {
                if (!entry.isLatest() || !entry.version().isDeleteMarker()) {
                    continue;
                }
                if (found.size() == query.limit()) {
                    return new DeletedPart(
                            List.copyOf(found),
                            new Position(found.getLast().marker().key().value(), null));
                }
                found.add(new Deleted(
                        entry.version(),
                        hidden(query.bucket(), entry.version().key()).orElse(null)));
            }
            lookedAt += page.entries().size();
            at = after(page, null);
        } while (at != null && lookedAt < MAX_LOOKED_AT);
        return new DeletedPart(List.copyOf(found), at);
    }

    private Optional<ObjectVersion> hidden(BucketName bucket, ObjectKey key) {
        return versions(bucket, key).stream()
                .map(VersionEntry::version)
                .filter(version -> !version.isDeleteMarker())
                .findFirst();
    }
}
