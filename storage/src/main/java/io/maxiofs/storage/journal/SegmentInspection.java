package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A look at one segment file as it is, good or bad, that changes nothing. For tools: unlike {@link Journal} it draws no
 * conclusion about which records count. Nobody writes to the file meanwhile, or what is seen of its end is accidental.
 */
public final class SegmentInspection {

    private final Disk disk;
    private final Path path;
    private final Summary summary;

    /**
     * What the file says about itself.
     *
     * @param id of the segment
     * @param tag of this use of the file
     * @param fileBytes size the file should have
     * @param actualBytes size it has
     * @param sealedEnd where its footer says the records end; empty if there is no good footer
     */
    public record Summary(long id, long tag, int fileBytes, long actualBytes, OptionalInt sealedEnd) {}

    /** What lies at a place. */
    public enum State {
        /** A record whose checksums fit. */
        WHOLE,
        /** A record whose payload fails its checksum. */
        BAD_PAYLOAD,
        /** A record whose body fails its checksum. */
        BAD_BODY,
        /** The journal's own mark of an orderly close. */
        CLOSE_MARK,
        /** No record, with records behind it or before the end named by the footer. */
        GAP
    }

    /**
     * A record, or a place where one should be.
     *
     * @param length bytes it takes
     * @param groupStart offset of the first record of its group; 0 for a gap
     * @param sequence 0 for a gap
     * @param type 0 for a gap
     * @param payload null unless it is whole
     */
    public record Item(
            State state,
            int offset,
            int length,
            int groupStart,
            long sequence,
            byte type,
            int bodyLength,
            @Nullable ByteBuffer payload) {}

    private SegmentInspection(Disk disk, Path path, Summary summary) {
        this.disk = disk;
        this.path = path;
        this.summary = summary;
    }

    /**
     * Reads the header and the footer.
     *
     * @param path a segment's file, also one that was retired: its name tells its id
     * @throws IOException also if the file is no segment, or neither copy of its header nor its first record is good, or
     *     it is of a newer format
     */
    public static SegmentInspection open(Disk disk, Path path) throws IOException {
        OptionalLong named = SegmentLayout.idOf(path, SegmentLayout.SEGMENT_SUFFIX);
        if (named.isEmpty()) {
            named = SegmentLayout.idOf(path, SegmentLayout.FREE_SUFFIX);
        }
        if (named.isEmpty()) {
            throw new IOException(path + " is not named like a journal segment");
        }
        SegmentFiles.Found found = SegmentFiles.read(disk, path, named.getAsLong());
        if (found == null) {
            throw new IOException(path + " has no readable header of segment "
                    + HexFormat.of().toHexDigits(named.getAsLong()));
        }
        long actualBytes;
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            actualBytes = file.size();
        }
        SegmentHeader header = found.header();
        return new SegmentInspection(
                disk,
                path,
                new Summary(header.id(), header.tag(), header.segmentBytes(), actualBytes, found.sealedEnd()));
    }

    public Summary summary() {
        return summary;
    }

    /** Every record, in order, and every gap between them, up to the footer's end or else the last header. */
    public void forEach(Consumer<Item> visitor) throws IOException {
        try (DataFile file = disk.open(path, OpenMode.READ)) {
            int limit = summary.sealedEnd().orElse(SegmentLayout.recordLimit(summary.fileBytes()));
            SegmentReader reader = new SegmentReader(file, summary.tag(), limit, SegmentReader.WINDOW_BYTES);
            int offset = SegmentLayout.HEADER_PAGE_BYTES;
            while (offset < limit) {
                RecordHeader header = reader.nextHeader(offset);
                int found = header == null ? limit : header.offset();
                if (found > offset && (header != null || summary.sealedEnd().isPresent())) {
                    visitor.accept(new Item(State.GAP, offset, found - offset, 0, 0, (byte) 0, 0, null));
                }
                if (header != null) {
                    visitor.accept(item(reader, header));
                }
                offset = header == null ? limit : header.end();
            }
        }
    }

    private static Item item(SegmentReader reader, RecordHeader header) throws IOException {
        State state = switch (reader.check(header)) {
            case WHOLE -> header.type() == RecordHeader.CLOSE_MARK ? State.CLOSE_MARK : State.WHOLE;
            case BAD_PAYLOAD -> State.BAD_PAYLOAD;
            case BAD_BODY -> State.BAD_BODY;
        };
        return new Item(
                state,
                header.offset(),
                header.length(),
                header.groupStart(),
                header.sequence(),
                header.type(),
                header.bodyLength(),
                state == State.BAD_PAYLOAD ? null : reader.payload(header));
    }
}
