package io.maxiofs.storage.journal;

/**
 * Where a record was put. Final, but not readable and not durable before the next {@link Journal#force}.
 *
 * @param offset first byte of the record inside the segment's file
 * @param bodyOffset first byte of its body inside the segment's file
 * @param length bytes it takes in the segment, header and padding included
 */
public record Appended(long segment, int offset, int bodyOffset, int length) {

    public RecordPosition position() {
        return new RecordPosition(segment, offset);
    }

    /** The position right behind this record. */
    public RecordPosition next() {
        return new RecordPosition(segment, offset + length);
    }
}
