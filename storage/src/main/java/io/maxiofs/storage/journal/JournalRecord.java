package io.maxiofs.storage.journal;

import java.nio.ByteBuffer;

/**
 * A record as read back.
 *
 * @param length bytes it takes in the segment, header and padding included
 * @param payload the caller's own copy
 * @param bodyOffset first byte of the body inside the segment's file
 * @param bodyCrc CRC32C of the body
 */
public record JournalRecord(
        RecordPosition position,
        long sequence,
        byte type,
        int length,
        ByteBuffer payload,
        int bodyOffset,
        int bodyLength,
        int bodyCrc) {

    /** The position right behind this record. */
    public RecordPosition next() {
        return new RecordPosition(position.segment(), position.offset() + length);
    }
}
