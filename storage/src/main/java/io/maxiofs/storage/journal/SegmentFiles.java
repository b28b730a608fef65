package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What lies in a journal's directory, read from the segments' first and last pages.
 *
 * @param segments usable ones, in order of their ids
 * @param free files of retired segments
 * @param unfinished files that were being prepared
 * @param unreadable segments of which neither header copy nor the first record is good
 * @param highestId highest id in any segment's name; 0 if there is none
 */
record SegmentFiles(
        List<Found> segments, List<Path> free, List<Path> unfinished, List<JournalDamage> unreadable, long highestId) {

    /** @param sealedEnd from the footer; empty if there is none or it is damaged */
    record Found(Path path, SegmentHeader header, OptionalInt sealedEnd) {}

    static SegmentFiles list(Disk disk, Path directory) throws IOException {
        List<Found> segments = new ArrayList<>();
        List<Path> free = new ArrayList<>();
        List<Path> unfinished = new ArrayList<>();
        List<JournalDamage> unreadable = new ArrayList<>();
        long highestId = 0;
        for (Path path : disk.list(directory).stream().sorted().toList()) {
            OptionalLong id = SegmentLayout.idOf(path, SegmentLayout.SEGMENT_SUFFIX);
            if (id.isPresent()) {
                highestId = Math.max(highestId, id.getAsLong());
                Found found = read(disk, path, id.getAsLong());
                if (found == null) {
                    unreadable.add(unreadable(id.getAsLong()));
                } else {
                    segments.add(found);
                }
            } else if (SegmentLayout.idOf(path, SegmentLayout.FREE_SUFFIX).isPresent()) {
                free.add(path);
            } else if (SegmentLayout.idOf(path, SegmentLayout.UNFINISHED_SUFFIX).isPresent()) {
                unfinished.add(path);
            }
        }
        return new SegmentFiles(segments, free, unfinished, unreadable, highestId);
    }

    private static JournalDamage unreadable(long id) {
        return new JournalDamage(
                new RecordPosition(id, 0), JournalDamage.Kind.SEGMENT, 0, "both copies of the segment header are bad");
    }

    /** Null if the file cannot be told from garbage. */
    static @Nullable Found read(Disk disk, Path path, long id) throws IOException {
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            SegmentHeader header = SegmentHeader.read(file);
            if (header == null) {
                header = fromFirstRecord(file, id);
            }
            if (header == null || header.id() != id) {
                return null;
            }
            return new Found(path, header, SegmentFooter.readEnd(file, header));
        }
    }

    /**
     * The header as the first record tells it. That place holds nothing but a record header, so it can be trusted as much
     * as its checksum.
     */
    private static @Nullable SegmentHeader fromFirstRecord(DataFile file, long id) throws IOException {
        int size = (int) Math.min(file.size(), Integer.MAX_VALUE);
        ByteBuffer first = ByteBuffer.allocate(RecordHeader.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (first.hasRemaining()) {
            if (file.read(first, (long) SegmentLayout.HEADER_PAGE_BYTES + first.position()) < 0) {
                return null;
            }
        }
        long tag = RecordHeader.tagOf(first, 0);
        int limit = SegmentLayout.recordLimit(size);
        RecordHeader record = RecordHeader.parse(first, 0, SegmentLayout.HEADER_PAGE_BYTES, tag, limit, new CRC32C());
        return record == null ? null : new SegmentHeader(id, tag, size);
    }
}
