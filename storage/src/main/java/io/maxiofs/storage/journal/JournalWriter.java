package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Function;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Appends records to the active segment: gathers a group in a buffer, writes it with one call, forces it. One thread.
 */
final class JournalWriter {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

    private final JournalConfig config;
    private final SegmentSupply supply;
    /** Makes a taken segment known to readers. */
    private final Function<ReadySegment, Segment> register;

    private final ByteBuffer staging;
    private final CRC32C crc = new CRC32C();

    private @Nullable Active active;
    /** Place in the segment of the first staged byte. */
    private int stagedAt;

    private int groupStart;
    private boolean unforced;
    private boolean endsWithCloseMark;
    private @Nullable IOException broken;

    private record Active(Segment segment, DataFile file) {
        long tag() {
            return segment.header().tag();
        }

        int limit() {
            return SegmentLayout.recordLimit(segment.header().segmentBytes());
        }
    }

    JournalWriter(JournalConfig config, SegmentSupply supply, Function<ReadySegment, Segment> register) {
        this.config = config;
        this.supply = supply;
        this.register = register;
        // One page more than asked for: every write is filled up to the end of its last page.
        this.staging = ByteBuffer.allocateDirect(config.stagingBytes() + SegmentLayout.PAGE_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes on at the end of a recovered segment, behind which no record of this segment is left. */
    void resume(Segment segment, DataFile file, int end, boolean closeMark) {
        active = new Active(segment, file);
        begin(end);
        endsWithCloseMark = closeMark;
    }

    private void begin(int offset) {
        stagedAt = offset;
        groupStart = offset;
        staging.clear();
    }

    private int end() {
        return stagedAt + staging.position();
    }

    Appended append(NewRecord entry) throws IOException {
        return append(entry.type(), entry.sequence(), entry.payload(), entry.body(), entry.bodyCrc());
    }

    private Appended append(byte type, long sequence, ByteBuffer payload, ByteBuffer body, int bodyCrc)
            throws IOException {
        checkUsable();
        int payloadLength = payload.remaining();
        int bodyLength = body.remaining();
        long length = RecordHeader.length(payloadLength, bodyLength);
        if (length > config.maxRecordBytes()) {
            throw new IllegalArgumentException(
                    "record of " + length + " bytes, at most " + config.maxRecordBytes() + " are allowed");
        }
        Active target = room((int) length);
        int at = staging.position();
        staging.put(at + RecordHeader.BYTES, payload, payload.position(), payloadLength);
        int bodyAt = at + RecordHeader.BYTES + payloadLength;
        staging.put(bodyAt, body, body.position(), bodyLength);
        for (int i = bodyAt + bodyLength; i < at + length; i++) {
            staging.put(i, (byte) 0);
        }
        if (Crc.of(crc, staging, bodyAt, bodyLength) != bodyCrc) {
            throw new IllegalArgumentException("the body of record " + sequence + " does not fit its checksum");
        }
        int payloadCrc = Crc.of(crc, staging, at + RecordHeader.BYTES, payloadLength);
        RecordHeader header = new RecordHeader(
                stagedAt + at, type, groupStart, sequence, payloadLength, bodyLength, payloadCrc, bodyCrc);
        header.write(staging, at, target.tag(), crc);
        staging.position(at + (int) length);
        unforced = true;
        endsWithCloseMark = type == RecordHeader.CLOSE_MARK;
        return new Appended(target.segment().id(), header.offset(), header.bodyOffset(), (int) length);
    }

    /** Sees to it that the active segment and the buffer take {@code length} more bytes. */
    private Active room(int length) throws IOException {
        Active current = active;
        if (current == null || end() + length > current.limit()) {
            // Taken first: if there is no room for a segment, what is staged stays as it is and can still be forced.
            ReadySegment next = supply.take();
            if (current != null) {
                try {
                    seal(current);
                } catch (IOException e) {
                    next.file().close();
                    throw e;
                }
            }
            current = new Active(register.apply(next), next.file());
            active = current;
            begin(SegmentLayout.HEADER_PAGE_BYTES);
        }
        if (staging.position() + length > config.stagingBytes()) {
            flush(current);
        }
        return current;
    }

    /**
     * The last group of a segment is durable before the footer says where it ends, and the footer before anything is
     * written to the next segment.
     */
    private void seal(Active current) throws IOException {
        force(current);
        int end = stagedAt;
        try {
            current.file().write(SegmentFooter.of(current.tag(), end), current.limit());
            current.file().force();
            current.segment().seal(end);
            current.file().close();
        } catch (IOException e) {
            throw breakWith(e);
        }
    }

    /**
     * Writes what is staged. Zeros fill the last page: otherwise the system would have to read a page of a recycled
     * file before it can change part of it.
     */
    private void flush(Active current) throws IOException {
        int end = end();
        if (staging.position() == 0) {
            return;
        }
        int padded = Math.min((end + SegmentLayout.PAGE_BYTES - 1) & -SegmentLayout.PAGE_BYTES, current.limit());
        while (staging.position() < padded - stagedAt) {
            staging.put((byte) 0);
        }
        staging.flip();
        try {
            current.file().write(staging, stagedAt);
        } catch (IOException e) {
            throw breakWith(e);
        }
        staging.clear();
        stagedAt = end;
    }

    void write() throws IOException {
        checkUsable();
        Active current = active;
        if (current != null && staging.position() > 0) {
            flush(current);
            current.segment().end(stagedAt);
        }
    }

    void force() throws IOException {
        checkUsable();
        Active current = active;
        if (current != null) {
            force(current);
        }
    }

    private void force(Active current) throws IOException {
        if (!unforced) {
            return;
        }
        flush(current);
        try {
            current.file().force();
        } catch (IOException e) {
            throw breakWith(e);
        }
        unforced = false;
        groupStart = stagedAt;
        current.segment().end(stagedAt);
    }

    private JournalBrokenException breakWith(IOException cause) {
        broken = cause;
        return new JournalBrokenException("writing the journal failed", cause);
    }

    private void checkUsable() throws JournalBrokenException {
        IOException cause = broken;
        if (cause != null) {
            throw new JournalBrokenException("writing the journal failed before; it has to be recovered", cause);
        }
    }

    @Nullable Segment activeSegment() {
        Active current = active;
        return current == null ? null : current.segment();
    }

    /**
     * Closes the active file. If all went well, forces what is staged and leaves a mark that proves everything before it
     * had been durable, unless one is there already or there is no room for it.
     */
    void close() throws IOException {
        Active current = active;
        if (current == null) {
            return;
        }
        try {
            if (broken == null) {
                force();
                if (!endsWithCloseMark && end() + RecordHeader.BYTES <= current.limit()) {
                    append(RecordHeader.CLOSE_MARK, 0, NOTHING, NOTHING, 0);
                    force();
                }
            }
        } finally {
            current.file().close();
            active = null;
        }
    }
}
