package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads records one after the other, also those that are appended while it reads, without their bodies. It goes over
 * damaged records and segments that are gone: whoever cares compares sequence numbers. One thread.
 */
public final class JournalCursor {
    private static final int WINDOW_BYTES = 64 * 1024;

    private final SegmentCatalog catalog;
    private final ByteBuffer window = ByteBuffer.allocateDirect(WINDOW_BYTES);
    private RecordPosition next;
    private boolean stopped;

    JournalCursor(SegmentCatalog catalog, RecordPosition from) {
        this.catalog = catalog;
        this.next = from;
    }

    /** Where the next record is looked for. */
    public RecordPosition position() {
        return next;
    }

    /**
     * Hands out records up to a sequence number.
     *
     * @param upTo a sequence number that is durable; no later record is looked at
     * @param visitor is called on this thread, and says whether to go on
     * @throws IOException if the disk fails; the record is handed out by the next call
     */
    public void read(long upTo, Predicate<JournalRecord> visitor) throws IOException {
        stopped = false;
        while (!stopped) {
            Segment segment = catalog.atOrAfter(next.segment());
            if (segment == null) {
                return;
            }
            if (segment.id() != next.segment()) {
                next = new RecordPosition(segment.id(), SegmentLayout.HEADER_PAGE_BYTES);
            }
            try {
                Segment.Handle handle = catalog.acquire(segment);
                try {
                    read(segment, handle.file(), upTo, visitor);
                } finally {
                    handle.release();
                }
            } catch (SegmentMissingException e) {
                // Retired since it was looked up.
                next = new RecordPosition(segment.id() + 1, 0);
            }
        }
    }

    /** Leaves {@link #next} behind the segment if it was read to its end. */
    private void read(Segment segment, DataFile file, long upTo, Predicate<JournalRecord> visitor) throws IOException {
        int limit = SegmentLayout.recordLimit(segment.header().segmentBytes());
        SegmentReader reader = new SegmentReader(file, segment.header().tag(), limit, window);
        int offset = Math.max(next.offset(), SegmentLayout.HEADER_PAGE_BYTES);
        while (!stopped) {
            // Before the look at the file: a segment is sealed before anything is written to the next one.
            boolean sealed = segment.sealed();
            if (sealed && offset >= segment.end()) {
                next = new RecordPosition(segment.id() + 1, 0);
                return;
            }
            RecordHeader header = reader.headerAt(offset);
            if (header == null && (sealed || offset < segment.end())) {
                header = reader.nextHeader(offset + SegmentLayout.RECORD_ALIGNMENT);
                if (header == null && sealed) {
                    next = new RecordPosition(segment.id() + 1, 0);
                    return;
                }
            }
            if (header == null || header.type() >= 0 && header.sequence() > upTo) {
                stopped = true;
                return;
            }
            if (header.type() >= 0 && reader.isPayloadWhole(header)) {
                stopped = !visitor.test(record(segment, reader, header));
            }
            offset = header.end();
            next = new RecordPosition(segment.id(), offset);
        }
    }

    private static JournalRecord record(Segment segment, SegmentReader reader, RecordHeader header) throws IOException {
        return new JournalRecord(
                new RecordPosition(segment.id(), header.offset()),
                header.sequence(),
                header.type(),
                header.length(),
                reader.payload(header),
                header.bodyOffset(),
                header.bodyLength(),
                header.bodyCrc());
    }

    /**
     * The start of the last segment that begins with a record of at most this sequence number; of the first one if there is
     * none. Looks at a few segments' first records.
     */
    static RecordPosition locate(SegmentCatalog catalog, long sequence) throws IOException {
        List<Segment> segments = catalog.all();
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstSequence(catalog, segments.get(middle)) <= sequence) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return segments.isEmpty()
                ? RecordPosition.START
                : new RecordPosition(segments.get(low).id(), SegmentLayout.HEADER_PAGE_BYTES);
    }

    private static long firstSequence(SegmentCatalog catalog, Segment segment) throws IOException {
        try {
            Segment.Handle handle = catalog.acquire(segment);
            try {
                RecordHeader first = firstHeader(segment, handle.file());
                return first == null ? Long.MAX_VALUE : first.sequence();
            } finally {
                handle.release();
            }
        } catch (SegmentMissingException e) {
            // Retired meanwhile: as if it had been before everything that is still there.
            return Long.MIN_VALUE;
        }
    }

    private static @Nullable RecordHeader firstHeader(Segment segment, DataFile file) throws IOException {
        int limit = SegmentLayout.recordLimit(segment.header().segmentBytes());
        ByteBuffer buffer = ByteBuffer.allocateDirect(SegmentLayout.PAGE_BYTES);
        SegmentReader reader = new SegmentReader(file, segment.header().tag(), limit, buffer);
        RecordHeader header = reader.headerAt(SegmentLayout.HEADER_PAGE_BYTES);
        int end = segment.end();
        while ((header == null || header.type() < 0) && end > SegmentLayout.HEADER_PAGE_BYTES) {
            int from = header == null ? SegmentLayout.HEADER_PAGE_BYTES : header.end();
            header = reader.nextHeader(from);
            if (header == null || header.offset() >= end) {
                return null;
            }
        }
        return header;
    }
}
