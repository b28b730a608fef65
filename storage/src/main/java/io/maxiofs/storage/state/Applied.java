package io.maxiofs.storage.state;

import io.maxiofs.storage.codec.StoredBody;

/**
 * Where and when a step was written.
 *
 * @param sequence the step's own, which is older than its record's if compaction moved it
 * @param segment that holds the record
 * @param bodyOffset where the step's inline body begins in the segment; negative if the record does not hold it
 */
record Applied(long sequence, long segment, int bodyOffset) {
    /** Bytes a step takes beside its entity: headers, ids, a usual key. */
    private static final int STEP_OVERHEAD = 128;

    /** Bytes of the segment that a step with this entity keeps alive. */
    static int cost(int entityLength) {
        return entityLength + STEP_OVERHEAD;
    }

    Entry.BodyPlace bodyPlace(StoredBody body, Entry.BodyPlace before) {
        if (!(body instanceof StoredBody.Inline)) {
            return Entry.BodyPlace.NONE;
        }
        return bodyOffset < 0 ? before : new Entry.BodyPlace(segment, bodyOffset);
    }
}
