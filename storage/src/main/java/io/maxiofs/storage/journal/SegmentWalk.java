package io.maxiofs.storage.journal;

import io.maxiofs.storage.journal.SegmentReader.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks the records of one segment in order, hands out the good ones, and tells damage from an end.
 *
 * <p>A record that is not whole is damage if it is known to have been durable: it lies before the end in the segment's
 * footer, before what this process has forced, or before the start of a group that a later good record belongs to
 * (the writer starts a group only after the one before has been forced). Otherwise it is the torn tail of a group that
 * was never acknowledged, and the journal ends before it.
 */
final class SegmentWalk {

    private final long segment;
    private final SegmentReader reader;
    private final Consumer<JournalRecord> visitor;
    private final List<JournalDamage> damages = new ArrayList<>();
    private long records;
    private long recordBytes;
    private int lastGroupStart;
    private int end;
    private boolean endsWithCloseMark;
    private int provenByLaterGroups = -1;
    private int lastHeaderEnd;

    SegmentWalk(long segment, SegmentReader reader, Consumer<JournalRecord> visitor) {
        this.segment = segment;
        this.reader = reader;
        this.visitor = visitor;
    }

    /**
     * @param start a record's offset
     * @param durableEnd everything before it is known to have been durable
     * @param sealed records end at {@code durableEnd}; otherwise they may go on behind it
     */
    void run(int start, int durableEnd, boolean sealed) throws IOException {
        end = start;
        lastGroupStart = start;
        int offset = start;
        int limit = sealed ? durableEnd : reader.limit();
        while (offset < limit) {
            RecordHeader header = reader.headerAt(offset);
            Verdict verdict = header == null ? Verdict.BAD_PAYLOAD : reader.check(header);
            if (header != null && verdict == Verdict.WHOLE) {
                handOut(header);
                offset = header.end();
            } else if (offset < durableEnd || offset < provenByLaterGroups(offset)) {
                offset = damaged(offset, header, verdict, limit);
            } else {
                lastHeaderEnd = Math.max(lastHeaderEnd, header == null ? 0 : header.end());
                return;
            }
        }
    }

    private void handOut(RecordHeader header) throws IOException {
        end = header.end();
        lastGroupStart = header.groupStart();
        endsWithCloseMark = header.type() == RecordHeader.CLOSE_MARK;
        if (header.type() < 0) {
            return;
        }
        records++;
        recordBytes += header.length();
        visitor.accept(new JournalRecord(
                new RecordPosition(segment, header.offset()),
                header.sequence(),
                header.type(),
                header.length(),
                reader.payload(header),
                header.bodyOffset(),
                header.bodyLength(),
                header.bodyCrc()));
    }

    /** Notes the damage and returns where to go on. */
    private int damaged(int offset, @Nullable RecordHeader header, Verdict verdict, int limit) throws IOException {
        RecordPosition position = new RecordPosition(segment, offset);
        endsWithCloseMark = false;
        if (header == null) {
            RecordHeader next = reader.nextHeader(offset + SegmentLayout.RECORD_ALIGNMENT);
            int resume = next == null ? limit : Math.min(next.offset(), limit);
            damages.add(new JournalDamage(
                    position, JournalDamage.Kind.RECORDS, resume - offset, "no record where one had been stored"));
            end = resume;
            return resume;
        }
        if (verdict == Verdict.BAD_BODY) {
            damages.add(new JournalDamage(
                    position,
                    JournalDamage.Kind.BODY,
                    header.length(),
                    "the body of record " + header.sequence() + " fails its checksum"));
            handOut(header);
        } else {
            damages.add(new JournalDamage(
                    position,
                    JournalDamage.Kind.PAYLOAD,
                    header.length(),
                    "the payload of record " + header.sequence() + " fails its checksum"));
        }
        end = header.end();
        return header.end();
    }

    /** The highest group start in all headers behind {@code offset}; looked up once, at the first bad record. */
    private int provenByLaterGroups(int offset) throws IOException {
        if (provenByLaterGroups < 0) {
            provenByLaterGroups = 0;
            RecordHeader later = reader.nextHeader(offset + SegmentLayout.RECORD_ALIGNMENT);
            while (later != null) {
                provenByLaterGroups = Math.max(provenByLaterGroups, later.groupStart());
                lastHeaderEnd = Math.max(lastHeaderEnd, later.end());
                later = reader.nextHeader(later.offset() + SegmentLayout.RECORD_ALIGNMENT);
            }
        }
        return provenByLaterGroups;
    }

    long records() {
        return records;
    }

    long recordBytes() {
        return recordBytes;
    }

    /** End of the last good record, or of the last damaged one behind it. */
    int end() {
        return end;
    }

    /** Start of the group of the last good record. */
    int lastGroupStart() {
        return lastGroupStart;
    }

    boolean endsWithCloseMark() {
        return endsWithCloseMark;
    }

    /** Bytes behind the end that carry the segment's mark and are not part of it. */
    int cutBytes() {
        return Math.max(0, lastHeaderEnd - end);
    }

    List<JournalDamage> damages() {
        return damages;
    }
}
