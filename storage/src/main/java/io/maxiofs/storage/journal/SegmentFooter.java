package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/** The last bytes of a segment file, written when it is sealed: where its records end. */
final class SegmentFooter {

    private static final long MAGIC = Ascii.littleEndian("MXJSEALD");
    private static final int TAG_AT = 8;
    private static final int END_AT = 16;
    private static final int CRC_AT = 60;

    private SegmentFooter() {}

    static ByteBuffer of(long tag, int end) {
        ByteBuffer footer =
                ByteBuffer.allocateDirect(SegmentLayout.FOOTER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        footer.putLong(0, MAGIC);
        footer.putLong(TAG_AT, tag);
        footer.putInt(END_AT, end);
        footer.putInt(CRC_AT, crc(footer));
        return footer;
    }

    /** The end of the records; empty if there is no good footer of this use of the file. */
    static OptionalInt readEnd(DataFile file, SegmentHeader header) throws IOException {
        ByteBuffer footer = ByteBuffer.allocate(SegmentLayout.FOOTER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int limit = SegmentLayout.recordLimit(header.segmentBytes());
        while (footer.hasRemaining()) {
            if (file.read(footer, (long) limit + footer.position()) < 0) {
                return OptionalInt.empty();
            }
        }
        int end = footer.getInt(END_AT);
        boolean good = footer.getLong(0) == MAGIC
                && footer.getLong(TAG_AT) == header.tag()
                && footer.getInt(CRC_AT) == crc(footer)
                && end >= SegmentLayout.HEADER_PAGE_BYTES
                && end <= limit;
        return good ? OptionalInt.of(end) : OptionalInt.empty();
    }

    private static int crc(ByteBuffer footer) {
        CRC32C crc = new CRC32C();
        crc.update(footer.slice(0, CRC_AT));
        return (int) crc.getValue();
    }
}
