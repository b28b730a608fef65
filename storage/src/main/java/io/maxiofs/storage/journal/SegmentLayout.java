package io.maxiofs.storage.journal;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * The fixed places of a segment file. {@code docs/on-disk-format.md} shows them as tables.
 *
 * <p>All numbers are little endian.
 */
final class SegmentLayout {

    /** Two copies of the segment header lie in the first page, half a page apart. */
    static final int HEADER_PAGE_BYTES = 4096;

    static final int HEADER_COPY_OFFSET = HEADER_PAGE_BYTES / 2;

    /** The footer takes the last bytes of the file. */
    static final int FOOTER_BYTES = 64;

    static final int RECORD_ALIGNMENT = 8;
    static final int PAGE_BYTES = 4096;

    static final String SEGMENT_SUFFIX = ".seg";
    /** A file being prepared. */
    static final String UNFINISHED_SUFFIX = ".new";
    /** A retired segment's file that waits to be used again. */
    static final String FREE_SUFFIX = ".free";

    private static final int ID_DIGITS = 16;

    private SegmentLayout() {}

    static int recordSpace(int segmentBytes) {
        return recordLimit(segmentBytes) - HEADER_PAGE_BYTES;
    }

    /** Records end at or before this offset. */
    static int recordLimit(int segmentBytes) {
        return segmentBytes - FOOTER_BYTES;
    }

    static int align(int length) {
        return (length + RECORD_ALIGNMENT - 1) & -RECORD_ALIGNMENT;
    }

    static Path file(Path directory, long segment, String suffix) {
        return directory.resolve(HexFormat.of().toHexDigits(segment) + suffix);
    }

    /** The id in a file name with that suffix; empty for any other name. */
    static OptionalLong idOf(Path file, String suffix) {
        Path last = file.getFileName();
        String name = last == null ? "" : last.toString();
        if (name.length() != ID_DIGITS + suffix.length() || !name.endsWith(suffix)) {
            return OptionalLong.empty();
        }
        String digits = name.substring(0, ID_DIGITS);
        for (int i = 0; i < ID_DIGITS; i++) {
            char c = digits.charAt(i);
            if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f')) {
                return OptionalLong.empty();
            }
        }
        long id = HexFormat.fromHexDigitsToLong(digits);
        return id < 0 ? OptionalLong.empty() : OptionalLong.of(id);
    }
}
