package io.maxiofs.storage.codec;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionId;

/**
 * One step of a journal record. A record is a list of steps that happen together or not at all. Steps say what shall be,
 * not what to do, and are tied to the sequence number of the record that first made them: applying one twice, or after
 * a later one for the same thing, changes nothing. That is what lets recovery, compaction and rescue share one path.
 */
public sealed interface Change {

    /** Number on disk; never reused. */
    int code();

    /**
     * A version is as {@code entity} says; see {@link VersionCodec}. It replaces the same version, or the key's null
     * version if it is one.
     */
    record PutVersion(long bucketId, ObjectKey key, byte[] entity) implements Change {
        static final int CODE = 1;

        @Override
        public int code() {
            return CODE;
        }
    }

    /**
     * The segments that may hold records of something that is gone. The step that removed it must be kept as long as one
     * of them exists, or reading the journal anew would bring the thing back.
     *
     * @param first lowest segment
     * @param last highest segment
     */
    record Span(long first, long last) {
        public Span {
            if (first < 0 || last < first) {
                throw new CorruptDataException("Segments " + first + " to " + last + " are no span");
            }
        }

        public Span with(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /**
     * A version is gone.
     *
     * @param nullVersion whether the key's null version is meant, whatever its id
     */
    record RemoveVersion(long bucketId, ObjectKey key, VersionId id, boolean nullVersion, Span span) implements Change {
        static final int CODE = 2;

        @Override
        public int code() {
            return CODE;
        }
    }

    /** A bucket is as {@code entity} says; see {@link BucketCodec}. */
    record PutBucket(long bucketId, byte[] entity) implements Change {
        static final int CODE = 3;

        @Override
        public int code() {
            return CODE;
        }
    }

    /** A bucket is gone. */
    record RemoveBucket(long bucketId, Span span) implements Change {
        static final int CODE = 4;

        @Override
        public int code() {
            return CODE;
        }
    }

    /** An upload is as {@code entity} says; see {@link UploadCodec}. */
    record PutUpload(long bucketId, ObjectKey key, UploadId id, byte[] entity) implements Change {
        static final int CODE = 5;

        @Override
        public int code() {
            return CODE;
        }
    }

    /** An upload is gone and its parts with it. */
    record RemoveUpload(long bucketId, ObjectKey key, UploadId id, Span span) implements Change {
        static final int CODE = 6;

        @Override
        public int code() {
            return CODE;
        }
    }

    /** A part is as {@code entity} says; see {@link UploadCodec}. */
    record PutPart(long bucketId, UploadId id, int number, byte[] entity) implements Change {
        static final int CODE = 7;

        @Override
        public int code() {
            return CODE;
        }
    }

    /** Extent ids below {@code limit} may be in use. */
    record ReserveExtents(long limit) implements Change {
        static final int CODE = 8;

        @Override
        public int code() {
            return CODE;
        }
    }
}
