package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.Table;
import org.jspecify.annotations.Nullable;

/**
 * A version or part: what has a body.
 *
 * @param tableKey of the row
 * @param key null for a part, whose upload knows it
 * @param version text of the version, or of the upload with the part's number
 * @param size of the plaintext in bytes; 0 for a delete marker
 */
public record BodyRow(
        Table table,
        byte[] tableKey,
        long bucketId,
        @Nullable ObjectKey key,
        String version,
        Entry entry,
        StoredBody body,
        long size) {

    /** Names what the row stands for. */
    public Finding.Affected affected(BucketNames buckets) {
        return new Finding.Affected(buckets.of(bucketId), key == null ? null : key.value(), version);
    }

    /**
     * Names the version for a repair; null for a part of an upload, and in a bucket that has no row.
     *
     * @param damaged bytes of it; null if it is not about particular ones
     */
    Finding.@Nullable Body body(BucketNames buckets, @Nullable ByteRange damaged) {
        String bucket = buckets.orNull(bucketId);
        if (key == null || bucket == null) {
            return null;
        }
        VersionCodec.Outline outline = VersionCodec.outline(entry.bytes(), entry.entityOffset());
        VersionSelector which = outline.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(outline.id());
        return new Finding.Body(new RepairTarget(new BucketName(bucket), key, which), outline.id(), damaged);
    }

    /** Names the row for whoever mends it. */
    public String place() {
        return "row of " + table.storedName() + ", segment "
                + Long.toHexString(entry.place().segment());
    }
}
