package io.maxiofs.server.lifecycle;

import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a bucket, page by page, with the rules it has. Every change goes with what was seen: if the key has
 * another current version by the time the store decides, nothing happens. Used by one thread, once.
 */
final class LifecyclePass {
    private static final int PAGE = 1000;
    private static final ChangeOrigin ORIGIN = new ChangeOrigin(ChangeOrigin.Cause.LIFECYCLE, "", "", "");

    private final ObjectStore store;
    private final Bucket bucket;
    private final LifecycleRules rules;
    private final LifecycleDay day;
    private final Instant now;
    private final ChangeQueue changes;
    private @Nullable ObjectKey key;
    private @Nullable VersionId head;
    private @Nullable Instant replacedAt;
    private @Nullable ObjectVersion loneMarker;
    private int newer;
    private @Nullable String completed;

    LifecyclePass(
            ObjectStore store,
            Bucket bucket,
            LifecycleRules rules,
            LifecycleDay day,
            Instant now,
            ChangeQueue changes) {
        this.store = store;
        this.bucket = bucket;
        this.rules = rules;
        this.day = day;
        this.now = now;
        this.changes = changes;
    }

    /** The last key that was looked at wholly; null if none was. A pass that ended early goes on behind it. */
    @Nullable String completed() {
        return completed;
    }

    /**
     * Walks.
     *
     * @param after key behind which to begin; null for the first
     * @param examined is told how many versions and uploads each page had
     * @param stop ends the walk at the next page
     * @return whether it came to its end
     */
    boolean run(@Nullable String after, LongConsumer examined, BooleanSupplier stop) {
        completed = after;
        boolean whole = versions(after, examined, stop) && (!rules.abortsUploads() || uploads(examined, stop));
        changes.drain();
        return whole;
    }

    /** Whether the walk came to its end. */
    private boolean versions(@Nullable String after, LongConsumer examined, BooleanSupplier stop) {
        ObjectListing.Query query = new ObjectListing.Query(bucket.name(), rules.commonPrefix(), null, PAGE);
        String keyMarker = after;
        String versionMarker = null;
        do {
            ObjectListing.VersionPage page = store.listing().listVersions(query, keyMarker, versionMarker);
            for (ObjectListing.VersionEntry entry : page.entries()) {
                take(entry.version(), entry.isLatest());
            }
            examined.accept(page.entries().size());
            keyMarker = page.nextKeyMarker();
            versionMarker = page.nextVersionMarker();
            if (stop.getAsBoolean()) {
                return false;
            }
        } while (keyMarker != null);
        endKey();
        return true;
    }

    private void take(ObjectVersion version, boolean latest) {
        if (key == null || !version.key().equals(key)) {
            endKey();
            key = version.key();
            head = version.id();
            replacedAt = null;
            loneMarker = null;
            newer = 0;
        }
        if (latest) {
            if (version.isDeleteMarker()) {
                loneMarker = version;
            } else if (rules.expires(version, day, now)) {
                delete(version, VersionSelector.CURRENT, false);
            }
        } else {
            loneMarker = null;
            takeNoncurrent(version);
        }
        replacedAt = version.lastModified();
    }

    private void takeNoncurrent(ObjectVersion version) {
        boolean expired = replacedAt != null
                && !version.protection().forbidsRemoval(now, false)
                && rules.expiresNoncurrent(version, replacedAt, newer, day, now);
        newer++;
        if (expired) {
            delete(version, selector(version), false);
        }
    }

    private void endKey() {
        ObjectVersion marker = loneMarker;
        if (marker != null && rules.removesMarker(marker, day, now)) {
            delete(marker, selector(marker), true);
        }
        if (key != null) {
            completed = key.value();
        }
    }

    private static VersionSelector selector(ObjectVersion version) {
        return version.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(version.id());
    }

    private void delete(ObjectVersion version, VersionSelector selector, boolean alone) {
        VersionId current = head;
        if (current == null) {
            return;
        }
        DeleteRequest request = new DeleteRequest(
                bucket.name(),
                version.key(),
                selector,
                bucket.owner(),
                WriteCondition.NONE,
                false,
                ORIGIN,
                new DeleteRequest.StillAs(current, version.id(), alone));
        changes.add(() -> store.delete(request));
    }

    /** Whether the walk came to its end. */
    private boolean uploads(LongConsumer examined, BooleanSupplier stop) {
        ObjectListing.Query query = new ObjectListing.Query(bucket.name(), rules.commonPrefix(), null, PAGE);
        String keyMarker = null;
        String uploadMarker = null;
        do {
            ObjectListing.Page<MultipartUpload> page = store.listing().listUploads(query, keyMarker, uploadMarker);
            for (MultipartUpload upload : page.entries()) {
                if (rules.aborts(upload, day, now)) {
                    UploadRef ref = new UploadRef(bucket.name(), upload.key(), upload.id());
                    changes.add(() -> store.uploads().abort(ref));
                }
            }
            examined.accept(page.entries().size());
            keyMarker = page.nextMarker();
            uploadMarker = page.entries().isEmpty()
                    ? null
                    : page.entries().getLast().id().text();
        } while (keyMarker != null && !stop.getAsBoolean());
        return keyMarker == null;
    }
}
