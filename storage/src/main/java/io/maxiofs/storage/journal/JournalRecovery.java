package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of the journal and makes it safe to go on there.
 *
 * <p>The tail is the last segment that may have been written to: a segment is used only after the one before was
 * sealed, so it is the first one without a footer, provided nothing behind it holds a record. At its end
 * <ul>
 *   <li>the last group is written once more and forced: it may have been read from the system's cache only, after a
 *       force that failed, and would be gone after a power loss although somebody has seen it by then;
 *   <li>headers of records behind the end, left of a group that was never acknowledged, are wiped: otherwise a later
 *       record that happens to end in front of one of them would bring it back.
 * </ul>
 */
final class JournalRecovery {

    private final Disk disk;
    private final List<Segment> segments;
    private final Consumer<JournalRecord> visitor;
    private final List<JournalDamage> damages = new ArrayList<>();
    private int lastUsed;
    private long records;
    private long bytesRead;

    /** The segment to go on in; null if that is a new one. */
    private @Nullable Segment tail;

    private int tailEnd;
    private int cutBytes;
    private boolean clean;

    JournalRecovery(Disk disk, List<Segment> segments, Consumer<JournalRecord> visitor) {
        this.disk = disk;
        this.segments = segments;
        this.visitor = visitor;
    }

    void run(RecordPosition from) throws IOException {
        lastUsed = findLastUsed();
        for (int i = 0; i <= lastUsed; i++) {
            Segment segment = segments.get(i);
            boolean wanted = segment.id() >= from.segment();
            int start = segment.id() == from.segment()
                    ? Math.max(from.offset(), SegmentLayout.HEADER_PAGE_BYTES)
                    : SegmentLayout.HEADER_PAGE_BYTES;
            if (segment.sealed()) {
                if (wanted) {
                    readSealed(segment, start);
                }
            } else if (i < lastUsed) {
                readUnsealed(segment, start, wanted ? visitor : JournalRecovery::ignore);
            } else {
                readTail(segment, start, wanted ? visitor : JournalRecovery::ignore);
            }
        }
    }

    private static void ignore(JournalRecord unwanted) {}

    /** Index of the last segment that was written to or may have been: the one after the last sealed one, if there is. */
    private int findLastUsed() throws IOException {
        int i = segments.size() - 1;
        while (i > 0 && !mayBeWrittenTo(i)) {
            i--;
        }
        return i;
    }

    private boolean mayBeWrittenTo(int index) throws IOException {
        Segment segment = segments.get(index);
        return segment.sealed() || segments.get(index - 1).sealed() || startsWithRecord(segment);
    }

    private boolean startsWithRecord(Segment segment) throws IOException {
        Segment.Handle handle = segment.acquire();
        try {
            SegmentReader reader = reader(segment, handle.file(), SegmentLayout.PAGE_BYTES);
            RecordHeader first = reader.headerAt(SegmentLayout.HEADER_PAGE_BYTES);
            return first != null && reader.check(first) == SegmentReader.Verdict.WHOLE;
        } finally {
            handle.release();
        }
    }

    private static SegmentReader reader(Segment segment, DataFile file, int windowBytes) {
        int limit = SegmentLayout.recordLimit(segment.header().segmentBytes());
        return new SegmentReader(file, segment.header().tag(), limit, windowBytes);
    }

    private void readSealed(Segment segment, int start) throws IOException {
        Segment.Handle handle = segment.acquire();
        try {
            SegmentWalk walk =
                    new SegmentWalk(segment.id(), reader(segment, handle.file(), SegmentReader.WINDOW_BYTES), visitor);
            walk.run(start, segment.end(), true);
            add(walk);
        } finally {
            handle.release();
        }
    }

    /** The footer is lost. Later segments prove that there was one. */
    private void readUnsealed(Segment segment, int start, Consumer<JournalRecord> target) throws IOException {
        Segment.Handle handle = segment.acquire();
        try {
            SegmentReader reader = reader(segment, handle.file(), SegmentReader.WINDOW_BYTES);
            SegmentWalk walk = new SegmentWalk(segment.id(), reader, target);
            walk.run(start, 0, false);
            add(walk);
            damages.add(new JournalDamage(
                    new RecordPosition(segment.id(), walk.end()),
                    JournalDamage.Kind.FOOTER,
                    reader.limit() - walk.end(),
                    "the mark of the segment's end is bad; records may be missing behind the last one"));
            segment.seal(reader.limit());
        } finally {
            handle.release();
        }
    }

    private void readTail(Segment segment, int start, Consumer<JournalRecord> target) throws IOException {
        SegmentWalk walk;
        try (DataFile file = disk.open(segment.path(), OpenMode.WRITE)) {
            SegmentReader reader = reader(segment, file, SegmentReader.WINDOW_BYTES);
            walk = new SegmentWalk(segment.id(), reader, target);
            walk.run(start, 0, false);
            add(walk);
            cutBytes = walk.cutBytes();
            clean = walk.endsWithCloseMark() && cutBytes == 0;
            settle(reader, file, walk);
        }
        segment.end(walk.end());
        tail = segment;
        tailEnd = walk.end();
    }

    private static void settle(SegmentReader reader, DataFile file, SegmentWalk walk) throws IOException {
        int end = walk.end();
        int groupStart = walk.lastGroupStart();
        int at = groupStart;
        while (at < end) {
            int part = Math.min(end - at, SegmentReader.WINDOW_BYTES);
            file.write(reader.copy(at, part), at);
            at += part;
        }
        // A walk that met no header behind the end has looked at all the rest of the segment.
        RecordHeader left = walk.cutBytes() == 0 ? null : reader.nextHeader(end);
        boolean wiped = left != null;
        while (left != null) {
            file.write(ByteBuffer.allocate(RecordHeader.BYTES), left.offset());
            left = reader.nextHeader(left.offset() + SegmentLayout.RECORD_ALIGNMENT);
        }
        if (wiped || at > groupStart) {
            file.force();
        }
    }

    private void add(SegmentWalk walk) {
        damages.addAll(walk.damages());
        records += walk.records();
        bytesRead += walk.recordBytes();
    }

    @Nullable Segment tail() {
        return tail;
    }

    int tailEnd() {
        return tailEnd;
    }

    /** Whether the tail ends with the mark of an orderly close. */
    boolean clean() {
        return clean;
    }

    /** Segments behind the tail, never written to. */
    List<Segment> untouched() {
        return segments.subList(lastUsed + 1, segments.size());
    }

    RecoveryReport report(List<JournalDamage> unreadable) {
        List<JournalDamage> all = new ArrayList<>(unreadable);
        all.addAll(damages);
        Segment last = tail;
        RecordPosition end = last == null ? RecordPosition.START : new RecordPosition(last.id(), tailEnd);
        return new RecoveryReport(end, records, bytesRead, clean, cutBytes, all);
    }
}
