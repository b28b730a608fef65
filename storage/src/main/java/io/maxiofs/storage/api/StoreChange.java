package io.maxiofs.storage.api;

import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.ChangeAspect;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One durable change of the store.
 *
 * @param position of the change: later changes have higher ones, no two have the same, none is ever given again. Good as
 *     the sequencer of a notification
 * @param time when it was decided, to the millisecond; may go back when the clock was set
 * @param origin where it came from, as far as that was recorded
 * @param bucket where it happened
 * @param aspects what a change of properties touched; empty for everything but {@link Kind#OBJECT_UPDATED}
 * @param subject what became of what
 */
public record StoreChange(
        long position,
        Instant time,
        Kind kind,
        ChangeOrigin origin,
        BucketPlace bucket,
        Set<ChangeAspect> aspects,
        Subject subject) {

    /** What happened. */
    public enum Kind {
        BUCKET_CREATED,
        /** Settings, versioning, object lock, owner or tenant of a bucket. */
        BUCKET_UPDATED,
        /** A bucket and its unfinished uploads are gone. */
        BUCKET_DELETED,
        /** A version written by a put, or by a form; the origin's cause tells them apart. */
        OBJECT_PUT,
        OBJECT_COPIED,
        /** A version made of an upload's parts. */
        OBJECT_COMPLETED,
        /** What is kept beside a version's bytes; the aspects say what of it. */
        OBJECT_UPDATED,
        /** A version, or a delete marker, is gone for good. */
        VERSION_DELETED,
        DELETE_MARKER_CREATED,
        UPLOAD_CREATED,
        PART_PUT,
        UPLOAD_ABORTED
    }

    /**
     * A bucket at the time of the change.
     *
     * @param id number inside this store, never reused
     * @param name null if the bucket was deleted since and its name is not known any more; then its settings are gone
     *     too, and nothing can be configured for it. Never null for {@link Kind#BUCKET_DELETED} of stores that were
     *     written with their names
     */
    public record BucketPlace(long id, @Nullable String name) {}

    /** What a change is about. */
    public sealed interface Subject {}

    /** A version, or a delete marker, as it is after the change. */
    public record Written(ObjectVersion version) implements Subject {}

    /**
     * A version that is gone; nothing more is known of it.
     *
     * @param nullVersion whether S3 called it {@code null}
     */
    public record Removed(ObjectKey key, VersionId id, boolean nullVersion) implements Subject {}

    /** A bucket as it is after the change. */
    public record BucketState(Bucket bucket) implements Subject {}

    /** A bucket that is gone. */
    public record BucketGone() implements Subject {}

    /** An upload that began or was given up. */
    public record Upload(ObjectKey key, UploadId id) implements Subject {}

    /** A part that was written or replaced. */
    public record PartWritten(UploadId id, Part part) implements Subject {}

    /** The key it is about; empty for changes of buckets and parts. */
    public Optional<ObjectKey> key() {
        return switch (subject) {
            case Written written -> Optional.of(written.version().key());
            case Removed removed -> Optional.of(removed.key());
            case Upload upload -> Optional.of(upload.key());
            case BucketState ignored -> Optional.empty();
            case BucketGone ignored -> Optional.empty();
            case PartWritten ignored -> Optional.empty();
        };
    }

    /** The version it is about as the wire shows it; empty unless it is about one. */
    public Optional<String> versionText() {
        return switch (subject) {
            case Written written -> Optional.of(written.version().versionText());
            case Removed removed ->
                Optional.of(
                        removed.nullVersion()
                                ? VersionId.NULL_TEXT
                                : removed.id().text());
            default -> Optional.empty();
        };
    }
}
