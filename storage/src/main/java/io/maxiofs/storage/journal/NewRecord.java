package io.maxiofs.storage.journal;

import java.nio.ByteBuffer;

/**
 * A record to be appended.
 *
 * @param sequence the caller's number; kept, not interpreted
 * @param type the caller's kind of record, 0 to 127; kept, not interpreted
 * @param payload from position to limit, neither of which is changed
 * @param body from position to limit, neither of which is changed; may be empty
 * @param bodyCrc CRC32C of the body (0 for an empty one), computed where the bytes came in: a body that no longer fits
 *     it when it is appended is refused
 */
public record NewRecord(long sequence, byte type, ByteBuffer payload, ByteBuffer body, int bodyCrc) {

    public NewRecord {
        if (type < 0) {
            throw new IllegalArgumentException("record type out of range: " + type);
        }
    }
}
