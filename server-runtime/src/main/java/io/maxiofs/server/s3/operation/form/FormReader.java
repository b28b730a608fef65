package io.maxiofs.server.s3.operation.form;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.ByteSource;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body of type multipart/form-data: the fields into memory, within a bound, and the file that follows them piece by
 * piece. Whatever comes behind the file is passed over. Used by one thread; blocks.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html">POST Object</a>
 */
final class FormReader {
    /** Everything but the file, as AWS bounds it. */
    static final int MAX_FIELDS_BYTES = 20 << 10;

    static final String FILE = "file";
    private static final int WINDOW_BYTES = 64 << 10;

    private final ByteSource source;
    private final byte[] delimiter;
    private final byte[] window = new byte[WINDOW_BYTES];
    private int start;
    private int end;
    private boolean ended;
    private long readBytes;

    /** @param boundary as in the Content-Type, at most 70 characters */
    FormReader(ByteSource source, String boundary) {
        this.source = source;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The fields in front of the file.
     *
     * @param values bytes by lower case name
     * @param fileName of the file as its sender called it, without directories; may be empty
     */
    record Fields(Map<String, byte[]> values, String fileName) {}

    /**
     * Reads up to the first byte of the file.
     *
     * @throws S3Exception MalformedPOSTRequest, MaxPostPreDataLengthExceededError, InvalidArgument if there is no file or
     *     a field is given twice
     */
    Fields readFields() {
        Map<String, byte[]> values = new LinkedHashMap<>();
        readFirstBoundary();
        while (true) {
            String disposition = readPartHeaders();
            String name = MultipartForm.fold(
                    HeaderParameters.find(disposition, "name").orElseThrow(FormReader::malformed));
            if (name.equals(FILE)) {
                return new Fields(
                        values,
                        HeaderParameters.find(disposition, "filename")
                                .map(FormReader::withoutDirectories)
                                .orElse(""));
            }
            if (values.put(name, readValue()) != null) {
                throw argument(name, "", "A form must not contain the field '" + name + "' more than once.");
            }
            if (isLastBoundary()) {
                throw argument(FILE, "0", "POST requires exactly one file upload per request.");
            }
        }
    }

    private static String withoutDirectories(String fileName) {
        int slash = Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\'));
        return fileName.substring(slash + 1);
    }

    private void readFirstBoundary() {
        byte[] first = Arrays.copyOfRange(delimiter, 2, delimiter.length);
        require(first.length + 2);
        // A line break in front of the first boundary belongs to an empty preamble.
        int at = window[start] == '\r' && window[start + 1] == '\n' ? 2 : 0;
        require(at + first.length);
        if (!Arrays.equals(window, start + at, start + at + first.length, first, 0, first.length)) {
            throw malformed();
        }
        start += at + first.length;
        if (isLastBoundary()) {
            throw argument(FILE, "0", "POST requires exactly one file upload per request.");
        }
    }

    /** Passes the rest of a boundary's line; whether it was the last. */
    private boolean isLastBoundary() {
        String rest = readLine();
        if (rest.startsWith("--")) {
            return true;
        }
        if (!rest.isBlank()) {
            throw malformed();
        }
        return false;
    }

    /** The value of Content-Disposition. */
    private String readPartHeaders() {
        Optional<String> disposition = Optional.empty();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw malformed();
            }
            if (line.substring(0, colon).strip().equalsIgnoreCase("Content-Disposition")) {
                disposition = Optional.of(line.substring(colon + 1).strip());
            }
        }
        return disposition
                .filter(value -> value.regionMatches(true, 0, "form-data", 0, "form-data".length()))
                .orElseThrow(FormReader::malformed);
    }

    /** Up to the next line break, as UTF-8. At the end of the body, what there is. */
    private String readLine() {
        int scanned = 0;
        while (true) {
            for (int i = start + scanned; i + 1 < end; i++) {
                if (window[i] == '\r' && window[i + 1] == '\n') {
                    String line = new String(window, start, i - start, StandardCharsets.UTF_8);
                    start = i + 2;
                    return line;
                }
            }
            scanned = Math.max(0, end - start - 1);
            if (!fillFields()) {
                String line = new String(window, start, end - start, StandardCharsets.UTF_8);
                if (!line.startsWith("--")) {
                    throw malformed();
                }
                start = end;
                return line;
            }
        }
    }

    private byte[] readValue() {
        int found = find();
        while (found < 0) {
            if (!fillFields()) {
                throw malformed();
            }
            found = find();
        }
        byte[] value = Arrays.copyOfRange(window, start, found);
        start = found + delimiter.length;
        return value;
    }

    private void require(int bytes) {
        while (end - start < bytes) {
            if (!fillFields()) {
                throw malformed();
            }
        }
    }

    /** Gets more bytes of what stands before the file; false at the end of the body. */
    private boolean fillFields() {
        if (readBytes - (end - start) >= MAX_FIELDS_BYTES || end - start >= MAX_FIELDS_BYTES) {
            throw new S3Exception(S3ErrorCode.MAX_POST_PRE_DATA_LENGTH_EXCEEDED_ERROR);
        }
        return fill();
    }

    /** Where the next delimiter begins; -1 if none is in the window as a whole. */
    private int find() {
        int last = end - delimiter.length;
        for (int i = start; i <= last; i++) {
            if (window[i] == '\r' && Arrays.equals(window, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Gets more bytes into the window; false at the end of the body. */
    private boolean fill() {
        if (ended) {
            return false;
        }
        if (start > 0) {
            System.arraycopy(window, start, window, 0, end - start);
            end -= start;
            start = 0;
        }
        int read = source.read(ByteBuffer.wrap(window, end, window.length - end).slice());
        if (read < 0) {
            ended = true;
            return false;
        }
        end += read;
        readBytes += read;
        return true;
    }

    /**
     * The next piece of the file; null once its boundary has been found.
     *
     * @return valid until the next call
     * @throws S3Exception MalformedPOSTRequest if the body ends without a boundary
     */
    @Nullable ByteBuffer nextPiece() {
        int found = find();
        while (found < 0 && end - start < delimiter.length) {
            if (!fill()) {
                throw malformed();
            }
            found = find();
        }
        if (found == start) {
            start += delimiter.length;
            return null;
        }
        // The last bytes may be the begin of a delimiter.
        int until = found < 0 ? end - delimiter.length + 1 : found;
        ByteBuffer piece = ByteBuffer.wrap(window, start, until - start).slice();
        start = until;
        return piece;
    }

    /**
     * Passes over what comes behind the file, so that length and hash of the body are verified.
     *
     * @throws S3Exception MalformedPOSTRequest if that is more than the fields of a form may have
     */
    void finish() {
        long passed = (long) end - start;
        start = end;
        while (fill()) {
            passed += end - start;
            start = end;
            if (passed > MAX_FIELDS_BYTES) {
                throw malformed();
            }
        }
    }

    private static S3Exception malformed() {
        return new S3Exception(S3ErrorCode.MALFORMED_POST_REQUEST);
    }

    private static S3Exception argument(String name, String value, String message) {
        return new S3Exception(S3ErrorCode.INVALID_ARGUMENT, message)
                .with("ArgumentName", name)
                .with("ArgumentValue", value);
    }
}
