package io.maxiofs.storage.codec;

import java.time.Instant;
import java.util.List;

/**
 * The payload of a journal record.
 *
 * @param kind what happened, for those who follow the stream of changes
 * @param at wall clock when it was decided
 * @param note for those who follow the stream of changes
 */
public record ChangeRecord(Kind kind, Instant at, List<Step> steps, ChangeNote note) {

    public ChangeRecord {
        steps = List.copyOf(steps);
    }

    public ChangeRecord(Kind kind, Instant at, List<Step> steps) {
        this(kind, at, steps, ChangeNote.NONE);
    }

    /**
     * A change and the sequence number it belongs to: the record's own, or an older one if compaction moved it here.
     *
     * @param bodyOffset where the change's inline body begins inside the record's body; {@link #NO_BODY} if the record
     *     does not hold it
     */
    public record Step(long sequence, int bodyOffset, Change change) {
        public static final int NO_BODY = -1;
    }

    /** Why a record was written. Numbers on disk; constants are only added at the end. */
    public enum Kind {
        /** Compaction moved steps of older records. */
        RELOCATION,
        /** Housekeeping of the store itself. */
        INTERNAL,
        BUCKET_CREATED,
        BUCKET_CHANGED,
        BUCKET_DELETED,
        OBJECT_PUT,
        OBJECT_COPIED,
        OBJECT_COMPLETED,
        OBJECT_CHANGED,
        OBJECT_DELETED,
        DELETE_MARKER_CREATED,
        UPLOAD_CREATED,
        PART_PUT,
        UPLOAD_ABORTED
    }
}
