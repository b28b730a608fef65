package io.maxiofs.storage.change;

import io.maxiofs.storage.api.StoreChange;
import io.maxiofs.storage.api.StoreChange.Kind;
import io.maxiofs.storage.codec.BucketCodec;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.UploadCodec;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.journal.JournalRecord;
import io.maxiofs.storage.model.Bucket;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a record means to those outside. */
final class ChangeTranslation {
    private final LongFunction<Optional<String>> bucketNames;

    /** @param bucketNames of the buckets there are */
    ChangeTranslation(LongFunction<Optional<String>> bucketNames) {
        this.bucketNames = bucketNames;
    }

    /**
     * The change a record stands for; empty if it concerns nobody but the store.
     *
     * @throws io.maxiofs.storage.api.CorruptDataException if the record is not understood
     */
    Optional<StoreChange> of(JournalRecord journalRecord) {
        ChangeRecord record = ChangeCodec.decode(journalRecord.payload());
        Kind kind = kind(record.kind());
        if (kind == null) {
            return Optional.empty();
        }
        for (ChangeRecord.Step step : record.steps()) {
            Found found = subject(kind, step.change());
            if (found != null) {
                String recorded = record.note().bucketName();
                String name = recorded.isEmpty() ? found.name() : recorded;
                StoreChange.BucketPlace place = new StoreChange.BucketPlace(
                        found.bucketId(),
                        name != null
                                ? name
                                : bucketNames.apply(found.bucketId()).orElse(null));
                return Optional.of(new StoreChange(
                        journalRecord.sequence(),
                        record.at(),
                        kind,
                        record.note().origin(),
                        place,
                        record.note().aspects(),
                        found.subject()));
            }
        }
        return Optional.empty();
    }

    private record Found(long bucketId, @Nullable String name, StoreChange.Subject subject) {}

    private static @Nullable Kind kind(ChangeRecord.Kind kind) {
        return switch (kind) {
            case RELOCATION, INTERNAL -> null;
            case BUCKET_CREATED -> Kind.BUCKET_CREATED;
            case BUCKET_CHANGED -> Kind.BUCKET_UPDATED;
            case BUCKET_DELETED -> Kind.BUCKET_DELETED;
            case OBJECT_PUT -> Kind.OBJECT_PUT;
            case OBJECT_COPIED -> Kind.OBJECT_COPIED;
            case OBJECT_COMPLETED -> Kind.OBJECT_COMPLETED;
            case OBJECT_CHANGED -> Kind.OBJECT_UPDATED;
            case OBJECT_DELETED -> Kind.VERSION_DELETED;
            case DELETE_MARKER_CREATED -> Kind.DELETE_MARKER_CREATED;
            case UPLOAD_CREATED -> Kind.UPLOAD_CREATED;
            case PART_PUT -> Kind.PART_PUT;
            case UPLOAD_ABORTED -> Kind.UPLOAD_ABORTED;
        };
    }

    /** What a step says of the change; null if it is only one of its consequences. */
    private static @Nullable Found subject(Kind kind, Change change) {
        return switch (change) {
            case Change.PutVersion put ->
                new Found(
                        put.bucketId(),
                        null,
                        new StoreChange.Written(
                                VersionCodec.decode(put.key(), put.entity(), 0).version()));
            case Change.RemoveVersion remove ->
                new Found(
                        remove.bucketId(),
                        null,
                        new StoreChange.Removed(remove.key(), remove.id(), remove.nullVersion()));
            case Change.PutBucket put -> {
                Bucket bucket = BucketCodec.decode(put.entity(), 0);
                yield new Found(put.bucketId(), bucket.name().value(), new StoreChange.BucketState(bucket));
            }
            case Change.RemoveBucket remove -> new Found(remove.bucketId(), null, new StoreChange.BucketGone());
            case Change.PutUpload put -> new Found(put.bucketId(), null, new StoreChange.Upload(put.key(), put.id()));
            case Change.RemoveUpload remove ->
                kind == Kind.UPLOAD_ABORTED
                        ? new Found(remove.bucketId(), null, new StoreChange.Upload(remove.key(), remove.id()))
                        : null;
            case Change.PutPart put ->
                new Found(
                        put.bucketId(),
                        null,
                        new StoreChange.PartWritten(
                                put.id(),
                                UploadCodec.decodePart(put.entity(), 0).part()));
            case Change.ReserveExtents ignored -> null;
        };
    }
}
