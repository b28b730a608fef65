package io.maxiofs.storage.journal;

/**
 * Where a record lies. Positions are ordered as the records were appended.
 *
 * @param segment id of the segment, never used twice
 * @param offset first byte of the record's header inside the segment's file
 */
public record RecordPosition(long segment, int offset) implements Comparable<RecordPosition> {

    /** Before every record. */
    public static final RecordPosition START = new RecordPosition(0, 0);

    public RecordPosition {
        if (segment < 0 || offset < 0) {
            throw new IllegalArgumentException("negative position: " + segment + ":" + offset);
        }
    }

    @Override
    public int compareTo(RecordPosition other) {
        int bySegment = Long.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Integer.compare(offset, other.offset);
    }

    @Override
    public String toString() {
        return Long.toHexString(segment) + ":" + offset;
    }
}
