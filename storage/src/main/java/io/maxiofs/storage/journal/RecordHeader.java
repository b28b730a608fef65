package io.maxiofs.storage.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The header in front of every record.
 *
 * @param offset its own place in the segment, stored too so that a displaced copy is not taken for a record
 * @param groupStart first byte of the group the record was appended with. Writing a group starts after the one before
 *     was forced, so a record proves that everything before its group's start had been durable
 */
record RecordHeader(
        int offset,
        byte type,
        int groupStart,
        long sequence,
        int payloadLength,
        int bodyLength,
        int payloadCrc,
        int bodyCrc) {

    static final int BYTES = 56;
    static final byte VERSION = 1;

    /** The only type the journal uses itself: it was closed in order here. */
    static final byte CLOSE_MARK = -1;

    /** "MXR" and the byte 1, lowest byte first. */
    static final int MAGIC = 'M' | 'X' << 8 | 'R' << 16 | 1 << 24;

    private static final int VERSION_AT = 4;
    private static final int TYPE_AT = 5;
    private static final int RESERVED_AT = 6;
    private static final int TAG_AT = 8;
    private static final int OFFSET_AT = 16;
    private static final int GROUP_AT = 20;
    private static final int SEQUENCE_AT = 24;
    private static final int PAYLOAD_LENGTH_AT = 32;
    private static final int BODY_LENGTH_AT = 36;
    private static final int PAYLOAD_CRC_AT = 40;
    private static final int BODY_CRC_AT = 44;
    private static final int RESERVED_2_AT = 48;
    private static final int CRC_AT = 52;

    /** Bytes a record takes in its segment; more than an int for lengths no segment can hold. */
    static long length(int payloadLength, int bodyLength) {
        long raw = (long) BYTES + payloadLength + bodyLength;
        return (raw + SegmentLayout.RECORD_ALIGNMENT - 1) & -SegmentLayout.RECORD_ALIGNMENT;
    }

    int length() {
        return (int) length(payloadLength, bodyLength);
    }

    int payloadOffset() {
        return offset + BYTES;
    }

    int bodyOffset() {
        return offset + BYTES + payloadLength;
    }

    int end() {
        return offset + length();
    }

    /** Writes the header at {@code at} of a little-endian buffer. {@code crc} is scratch. */
    void write(ByteBuffer target, int at, long tag, CRC32C crc) {
        target.putInt(at, MAGIC);
        target.put(at + VERSION_AT, VERSION);
        target.put(at + TYPE_AT, type);
        target.putShort(at + RESERVED_AT, (short) 0);
        target.putLong(at + TAG_AT, tag);
        target.putInt(at + OFFSET_AT, offset);
        target.putInt(at + GROUP_AT, groupStart);
        target.putLong(at + SEQUENCE_AT, sequence);
        target.putInt(at + PAYLOAD_LENGTH_AT, payloadLength);
        target.putInt(at + BODY_LENGTH_AT, bodyLength);
        target.putInt(at + PAYLOAD_CRC_AT, payloadCrc);
        target.putInt(at + BODY_CRC_AT, bodyCrc);
        target.putInt(at + RESERVED_2_AT, 0);
        target.putInt(at + CRC_AT, Crc.of(crc, target, at, CRC_AT));
    }

    /**
     * The header at {@code at} of a little-endian buffer, or null if there is none that is whole, of this segment and
     * of this place.
     *
     * @param offset the place in the segment that {@code at} stands for
     * @param limit end of the space for records in the segment
     */
    static @Nullable RecordHeader parse(ByteBuffer source, int at, int offset, long tag, int limit, CRC32C crc) {
        if (source.getInt(at) != MAGIC
                || source.getLong(at + TAG_AT) != tag
                || source.getInt(at + OFFSET_AT) != offset
                || source.getInt(at + CRC_AT) != Crc.of(crc, source, at, CRC_AT)) {
            return null;
        }
        RecordHeader header = new RecordHeader(
                offset,
                source.get(at + TYPE_AT),
                source.getInt(at + GROUP_AT),
                source.getLong(at + SEQUENCE_AT),
                source.getInt(at + PAYLOAD_LENGTH_AT),
                source.getInt(at + BODY_LENGTH_AT),
                source.getInt(at + PAYLOAD_CRC_AT),
                source.getInt(at + BODY_CRC_AT));
        return source.get(at + VERSION_AT) == VERSION && header.fits(limit) ? header : null;
    }

    private boolean fits(int limit) {
        return groupStart >= SegmentLayout.HEADER_PAGE_BYTES
                && groupStart <= offset
                && payloadLength >= 0
                && bodyLength >= 0
                && offset + length(payloadLength, bodyLength) <= limit;
    }

    /** The tag a header carries, whatever it is; for a segment whose own header is lost. */
    static long tagOf(ByteBuffer source, int at) {
        return source.getLong(at + TAG_AT);
    }
}
