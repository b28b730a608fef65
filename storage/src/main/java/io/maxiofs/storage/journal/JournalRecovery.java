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
 * Finds the end of the journal, makes it safe to go on there, and hands out the records.
 *
 * <p>A segment is used only after the one before was sealed. So the tail, where the journal may end, is the first
 * segment without a footer, unless something behind it holds a record. Before anything is handed out
 * <ul>
 *   <li>the tail's header, its last group, and the last footer are written once more and forced: they may have been read
 *       from the system's cache only, after a force that failed, and would be gone after a power loss although somebody
 *       has seen them or built on them;
 *   <li>a tail that has records behind its end, left of a group that was never acknowledged, is sealed at the end.
 *       Otherwise a later record that happens to end in front of one of them would bring it back.
 * </ul>
 */
final class JournalRecovery {

    private final Disk disk;
    private final List<Segment> segments;
    private final Consumer<JournalRecord> visitor;
    private final List<JournalDamage> damages = new ArrayList<>();
    private final List<Segment> unused = new ArrayList<>();
    private int lastUsed;
    private long records;
    private long bytesRead;

    private RecordPosition end = RecordPosition.START;
    /** The segment to go on in; null if that is a new one. */
    private @Nullable Segment tail;

    private int cutBytes;
    private boolean clean;

    JournalRecovery(Disk disk, List<Segment> segments, Consumer<JournalRecord> visitor) {
        this.disk = disk;
        this.segments = segments;
        this.visitor = visitor;
    }

    void run(RecordPosition from) throws IOException {
        lastUsed = findLastUsed();
        if (lastUsed < 0) {
            return;
        }
        int lastSealed = lastUsed;
        while (lastSealed >= 0 && !segments.get(lastSealed).sealed()) {
            lastSealed--;
        }
        if (lastSealed >= 0 && segments.get(lastSealed).id() >= from.segment()) {
            settleSealed(segments.get(lastSealed));
        }
        Segment last = segments.get(lastUsed);
        if (last.sealed()) {
            end = new RecordPosition(last.id(), last.end());
        } else {
            settleTail(last, start(last, from));
        }
        for (Segment segment : segments.subList(0, lastUsed + 1)) {
            if (segment.sealed() || segment.equals(tail)) {
                if (segment.id() >= from.segment()) {
                    read(segment, start(segment, from));
                }
            } else {
                readUnsealed(segment, start(segment, from), segment.id() >= from.segment());
            }
        }
    }

    private static int start(Segment segment, RecordPosition from) {
        return segment.id() == from.segment()
                ? Math.max(from.offset(), SegmentLayout.HEADER_PAGE_BYTES)
                : SegmentLayout.HEADER_PAGE_BYTES;
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

    /** Before a footer is written, the group in front of it has been forced. */
    private void settleSealed(Segment segment) throws IOException {
        try (DataFile file = disk.open(segment.path(), OpenMode.WRITE)) {
            writeFooter(segment, file, segment.end());
            file.force();
        }
    }

    private void settleTail(Segment segment, int start) throws IOException {
        try (DataFile file = disk.open(segment.path(), OpenMode.WRITE)) {
            SegmentReader reader = reader(segment, file, SegmentReader.WINDOW_BYTES);
            SegmentWalk walk = new SegmentWalk(segment.id(), reader, JournalRecovery::ignore);
            walk.run(start, 0, false);
            end = new RecordPosition(segment.id(), walk.end());
            cutBytes = walk.cutBytes();
            clean = walk.endsWithCloseMark() && cutBytes == 0;
            file.write(segment.header().page(), 0);
            rewriteLastGroup(reader, file, walk);
            file.force();
            if (cutBytes > 0) {
                // First, because what is wiped cannot be seen by the next recovery, should this one not get further.
                writeFooter(segment, file, walk.end());
                wipe(reader, file, walk.end());
                file.force();
                segment.seal(walk.end());
            } else {
                segment.end(walk.end());
                tail = segment;
            }
        }
    }

    private static void rewriteLastGroup(SegmentReader reader, DataFile file, SegmentWalk walk) throws IOException {
        int at = walk.lastGroupStart();
        while (at < walk.end()) {
            int part = Math.min(walk.end() - at, SegmentReader.WINDOW_BYTES);
            file.write(reader.copy(at, part), at);
            at += part;
        }
    }

    private static void writeFooter(Segment segment, DataFile file, int recordsEnd) throws IOException {
        int limit = SegmentLayout.recordLimit(segment.header().segmentBytes());
        file.write(SegmentFooter.of(segment.header().tag(), recordsEnd), limit);
    }

    /** Takes the headers off records behind the end: the footer alone would not survive its own decay. */
    private static void wipe(SegmentReader reader, DataFile file, int recordsEnd) throws IOException {
        RecordHeader left = reader.nextHeader(recordsEnd);
        while (left != null) {
            file.write(ByteBuffer.allocate(RecordHeader.BYTES), left.offset());
            left = reader.nextHeader(left.offset() + SegmentLayout.RECORD_ALIGNMENT);
        }
    }

    private void read(Segment segment, int start) throws IOException {
        Segment.Handle handle = segment.acquire();
        try {
            SegmentReader reader = reader(segment, handle.file(), SegmentReader.WINDOW_BYTES);
            SegmentWalk walk = new SegmentWalk(segment.id(), reader, visitor);
            walk.run(start, segment.end(), true);
            add(walk);
        } finally {
            handle.release();
        }
    }

    /**
     * Later segments were written to, so this one's footer is lost; unless it was never used, because preparing it failed
     * in its last step.
     */
    private void readUnsealed(Segment segment, int start, boolean wanted) throws IOException {
        Segment.Handle handle = segment.acquire();
        try {
            SegmentReader reader = reader(segment, handle.file(), SegmentReader.WINDOW_BYTES);
            SegmentWalk walk = new SegmentWalk(segment.id(), reader, wanted ? visitor : JournalRecovery::ignore);
            walk.run(start, 0, false);
            if (walk.end() == start && reader.nextHeader(start) == null) {
                unused.add(segment);
                return;
            }
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

    private void add(SegmentWalk walk) {
        damages.addAll(walk.damages());
        records += walk.records();
        bytesRead += walk.recordBytes();
    }

    @Nullable Segment tail() {
        return tail;
    }

    /** Whether the tail ends with the mark of an orderly close. */
    boolean clean() {
        return clean;
    }

    /** Segments before the tail that hold nothing. */
    List<Segment> unused() {
        return unused;
    }

    /** Segments behind the tail: never written to, or only with groups that were never acknowledged. */
    List<Segment> untouched() {
        return segments.subList(lastUsed + 1, segments.size());
    }

    RecoveryReport report(List<JournalDamage> unreadable) {
        List<JournalDamage> all = new ArrayList<>(unreadable);
        all.addAll(damages);
        return new RecoveryReport(end, records, bytesRead, clean, cutBytes, all);
    }
}
