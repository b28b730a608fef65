package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of one segment, front to back, through a window of bounded size. Bytes behind the end of a file that
 * was cut short read as zeros, which are no record. Not safe for use by several threads.
 */
final class SegmentReader {

    static final int WINDOW_BYTES = 1024 * 1024;

    /** How much of a record is good. */
    enum Verdict {
        WHOLE,
        BAD_PAYLOAD,
        BAD_BODY
    }

    private final DataFile file;
    private final long tag;
    private final int limit;
    private final ByteBuffer window;
    private final CRC32C crc = new CRC32C();
    private int windowStart;
    private int windowEnd;

    /**
     * @param limit nothing at or after this offset is read
     * @param windowBytes at least 4 KiB
     */
    SegmentReader(DataFile file, long tag, int limit, int windowBytes) {
        this(file, tag, limit, ByteBuffer.allocateDirect(windowBytes));
    }

    /** @param window of at least 4 KiB, for this reader alone as long as it is used */
    SegmentReader(DataFile file, long tag, int limit, ByteBuffer window) {
        this.file = file;
        this.tag = tag;
        this.limit = limit;
        this.window = window.order(ByteOrder.LITTLE_ENDIAN);
    }

    int limit() {
        return limit;
    }

    /** The record header at {@code offset}, or null if there is none. */
    @Nullable RecordHeader headerAt(int offset) throws IOException {
        if (offset + RecordHeader.BYTES > limit) {
            return null;
        }
        load(offset, RecordHeader.BYTES);
        return RecordHeader.parse(window, offset - windowStart, offset, tag, limit, crc);
    }

    /** The first record header at or after {@code offset}, in steps of the alignment, whatever lies between; or null. */
    @Nullable RecordHeader nextHeader(int offset) throws IOException {
        for (int at = offset; at + RecordHeader.BYTES <= limit; at += SegmentLayout.RECORD_ALIGNMENT) {
            load(at, RecordHeader.BYTES);
            int last = Math.min(windowEnd, limit) - RecordHeader.BYTES;
            // The inner loop is what a scan of a whole segment spends its time in.
            int candidate = at;
            while (candidate <= last && window.getInt(candidate - windowStart) != RecordHeader.MAGIC) {
                candidate += SegmentLayout.RECORD_ALIGNMENT;
            }
            if (candidate > last) {
                at = candidate - SegmentLayout.RECORD_ALIGNMENT;
                continue;
            }
            at = candidate;
            RecordHeader header = RecordHeader.parse(window, at - windowStart, at, tag, limit, crc);
            if (header != null) {
                return header;
            }
        }
        return null;
    }

    Verdict check(RecordHeader header) throws IOException {
        if (crcOf(header.payloadOffset(), header.payloadLength()) != header.payloadCrc()) {
            return Verdict.BAD_PAYLOAD;
        }
        return crcOf(header.bodyOffset(), header.bodyLength()) == header.bodyCrc() ? Verdict.WHOLE : Verdict.BAD_BODY;
    }

    /** Whether a record's payload is good; its body is not looked at. */
    boolean isPayloadWhole(RecordHeader header) throws IOException {
        return crcOf(header.payloadOffset(), header.payloadLength()) == header.payloadCrc();
    }

    private int crcOf(int offset, int length) throws IOException {
        crc.reset();
        int at = offset;
        int end = offset + length;
        while (at < end) {
            int part = Math.min(end - at, window.capacity());
            load(at, part);
            Crc.update(crc, window, at - windowStart, part);
            at += part;
        }
        return (int) crc.getValue();
    }

    /** A copy of the record's payload. */
    ByteBuffer payload(RecordHeader header) throws IOException {
        return copy(header.payloadOffset(), header.payloadLength());
    }

    /** A copy of any part of the segment, in a little-endian heap buffer. */
    ByteBuffer copy(int offset, int length) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int at = offset;
        while (copy.hasRemaining()) {
            int part = Math.min(copy.remaining(), window.capacity());
            load(at, part);
            copy.put(copy.position(), window, at - windowStart, part);
            copy.position(copy.position() + part);
            at += part;
        }
        return copy.flip();
    }

    /** Sees to it that the window holds {@code length} bytes from {@code offset}. */
    private void load(int offset, int length) throws IOException {
        if (offset >= windowStart && offset + length <= windowEnd) {
            return;
        }
        int wanted = Math.min(window.capacity(), Math.max(length, limit - offset));
        window.clear().limit(wanted);
        while (window.hasRemaining()) {
            if (file.read(window, (long) offset + window.position()) < 0) {
                break;
            }
        }
        while (window.hasRemaining()) {
            window.put((byte) 0);
        }
        window.clear();
        windowStart = offset;
        windowEnd = offset + wanted;
    }
}
