package io.maxiofs.server.s3.header;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.storage.model.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * The Range header. S3 serves one range; a list of ranges, another unit and what is no range at all are ignored, which
 * gives the whole object.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.2">RFC 9110, Range</a>
 */
public final class RangeHeader {
    private static final String UNIT = "bytes=";

    private RangeHeader() {}

    /**
     * The bytes asked for, or null for the whole object.
     *
     * @param value of the header; null if absent
     * @param size of the object in bytes
     * @throws S3Exception InvalidRange if the range begins behind the end or has no bytes
     */
    public static @Nullable ByteRange resolve(@Nullable String value, long size) {
        if (value == null || !value.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return null;
        }
        String spec = value.substring(UNIT.length()).strip();
        int dash = spec.indexOf('-');
        if (dash < 0 || spec.indexOf(',') >= 0) {
            return null;
        }
        String first = spec.substring(0, dash).strip();
        String last = spec.substring(dash + 1).strip();
        if (!isNumber(first) || !isNumber(last) || (first.isEmpty() && last.isEmpty())) {
            return null;
        }
        return first.isEmpty() ? suffix(number(last), value, size) : between(number(first), last, value, size);
    }

    private static ByteRange suffix(long length, String value, long size) {
        if (length == 0 || size == 0) {
            throw unsatisfiable(value, size);
        }
        long taken = Math.min(length, size);
        return new ByteRange(size - taken, taken);
    }

    private static @Nullable ByteRange between(long first, String last, String value, long size) {
        long end = last.isEmpty() ? Long.MAX_VALUE : number(last);
        if (end < first) {
            return null;
        }
        if (first >= size) {
            throw unsatisfiable(value, size);
        }
        return new ByteRange(first, Math.min(end, size - 1) - first + 1);
    }

    /** Value of Content-Range for {@code range} of a body of {@code size} bytes. */
    public static String contentRange(ByteRange range, long size) {
        return "bytes " + range.offset() + '-' + (range.end() - 1) + '/' + size;
    }

    private static S3Exception unsatisfiable(String value, long size) {
        return new S3Exception(S3ErrorCode.INVALID_RANGE)
                .with("RangeRequested", value)
                .with("ActualObjectSize", Long.toString(size))
                .withHeader("Content-Range", "bytes */" + size);
    }

    private static boolean isNumber(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A number beyond any size is as good as the largest. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
