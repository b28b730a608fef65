package io.maxiofs.storage.api;

import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exact listings in the order of the keys' bytes. Cost depends on the page, not on the bucket. All methods fail with
 * {@link BucketNotFoundException}.
 */
public interface ObjectListing {

    /**
     * Current versions that are not delete markers.
     *
     * @param after entries and common prefixes that order at or before this are left out; null for none. A common
     *     prefix is left out too if {@code after} begins with it.
     */
    Page<ObjectVersion> listObjects(Query query, @Nullable String after);

    /**
     * All versions and delete markers, of a key newest first.
     *
     * @param keyMarker keys before this are left out; null for none
     * @param versionMarker with {@code keyMarker}: continue behind this version of it; null to leave the key out as a
     *     whole
     */
    VersionPage listVersions(Query query, @Nullable String keyMarker, @Nullable String versionMarker);

    /**
     * Unfinished uploads by key, then by id.
     *
     * @param uploadMarker with {@code keyMarker}: continue behind this upload of it; null to leave the key out as a whole
     */
    Page<MultipartUpload> listUploads(Query query, @Nullable String keyMarker, @Nullable String uploadMarker);

    /**
     * What to list.
     *
     * @param prefix may be empty; need not be a valid key
     * @param delimiter any non-empty string; null for none
     * @param limit entries and common prefixes together, at least 0
     */
    record Query(BucketName bucket, String prefix, @Nullable String delimiter, int limit) {}

    /**
     * @param commonPrefixes ascending
     * @param nextMarker where to go on: the last key or common prefix of the page; null if nothing follows
     */
    record Page<T>(
            List<T> entries,
            List<String> commonPrefixes,
            @Nullable String nextMarker) {
        public boolean isTruncated() {
            return nextMarker != null;
        }
    }

    /**
     * @param nextKeyMarker null if nothing follows
     * @param nextVersionMarker text of the version the page ended with; null if it ended with a common prefix
     */
    record VersionPage(
            List<VersionEntry> entries,
            List<String> commonPrefixes,
            @Nullable String nextKeyMarker,
            @Nullable String nextVersionMarker) {
        public boolean isTruncated() {
            return nextKeyMarker != null;
        }
    }

    /** A version and whether it is its key's current one. */
    record VersionEntry(ObjectVersion version, boolean isLatest) {}
}
