package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first page of a segment file.
 *
 * @param id as in the file's name
 * @param tag random number of this use of the file, repeated in every record: neither the stale records of a recycled
 *     file nor record look-alikes inside an uploaded body have it
 * @param segmentBytes size of the file
 */
record SegmentHeader(long id, long tag, int segmentBytes) {

    static final int VERSION = 1;

    private static final long MAGIC = Ascii.littleEndian("MXJSEGMT");
    private static final int COPY_BYTES = 64;
    private static final int VERSION_AT = 8;
    private static final int SIZE_AT = 12;
    private static final int ID_AT = 16;
    private static final int TAG_AT = 24;
    private static final int CRC_AT = 60;

    ByteBuffer page() {
        ByteBuffer page =
                ByteBuffer.allocateDirect(SegmentLayout.HEADER_PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writeCopy(page, 0);
        writeCopy(page, SegmentLayout.HEADER_COPY_OFFSET);
        return page;
    }

    private void writeCopy(ByteBuffer page, int at) {
        page.putLong(at, MAGIC);
        page.putInt(at + VERSION_AT, VERSION);
        page.putInt(at + SIZE_AT, segmentBytes);
        page.putLong(at + ID_AT, id);
        page.putLong(at + TAG_AT, tag);
        page.putInt(at + CRC_AT, crc(page, at));
    }

    /**
     * Reads either copy; null if neither is good.
     *
     * @throws IOException also if the file is of a newer format
     */
    static @Nullable SegmentHeader read(DataFile file) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(SegmentLayout.HEADER_PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (page.hasRemaining()) {
            if (file.read(page, page.position()) < 0) {
                break;
            }
        }
        SegmentHeader first = parse(page, 0);
        return first != null ? first : parse(page, SegmentLayout.HEADER_COPY_OFFSET);
    }

    private static @Nullable SegmentHeader parse(ByteBuffer page, int at) throws IOException {
        if (page.getLong(at) != MAGIC || page.getInt(at + CRC_AT) != crc(page, at)) {
            return null;
        }
        int version = page.getInt(at + VERSION_AT);
        if (version != VERSION) {
            throw new IOException("journal segment of format " + version + ", this program knows " + VERSION);
        }
        return new SegmentHeader(page.getLong(at + ID_AT), page.getLong(at + TAG_AT), page.getInt(at + SIZE_AT));
    }

    private static int crc(ByteBuffer page, int at) {
        CRC32C crc = new CRC32C();
        crc.update(page.slice(at, COPY_BYTES - Integer.BYTES));
        return (int) crc.getValue();
    }
}
