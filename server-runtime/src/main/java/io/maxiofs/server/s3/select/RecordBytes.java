package io.maxiofs.server.s3.select;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of bytes into records. None may be longer than {@link #MAX_RECORD_BYTES}. Used by one thread. */
final class RecordBytes {
    /** As with S3. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    /** No byte has this value. */
    static final int NO_QUOTE = Integer.MIN_VALUE;

    private final InputStream in;
    private final byte[] end;
    private final int quote;
    private final byte[] buffer = new byte[64 << 10];
    private byte[] content = new byte[4 << 10];
    private int size;
    private int at;
    private int filled;
    private long read;
    private long position;
    private long recordStart;

    /**
     * @param end what ends a record, one or two ASCII characters
     * @param quote between two of which records do not end; {@link #NO_QUOTE} for none
     */
    RecordBytes(InputStream in, String end, int quote) {
        this.in = in;
        this.end = end.getBytes(StandardCharsets.US_ASCII);
        this.quote = quote;
    }

    /** Bytes read from the stream. */
    long read() {
        return read;
    }

    /** Where the record that was returned last begins, from the beginning of the stream. */
    long recordStart() {
        return recordStart;
    }

    /**
     * The next record without its end; null if there is none.
     *
     * @throws S3Exception OverMaxRecordSize, InvalidTextEncoding
     */
    @Nullable String next() throws IOException {
        recordStart = position;
        size = 0;
        boolean quoted = false;
        while (true) {
            if (at == filled && !fill()) {
                return size == 0 ? null : text(size);
            }
            byte b = buffer[at++];
            position++;
            if (b == quote) {
                quoted = !quoted;
            }
            append(b);
            if (!quoted && endsHere()) {
                int length = size - end.length;
                // Files of other systems end their lines with two characters.
                if (end.length == 1 && end[0] == '\n' && length > 0 && content[length - 1] == '\r') {
                    length--;
                }
                return text(length);
            }
        }
    }

    private boolean endsHere() {
        if (size < end.length) {
            return false;
        }
        for (int i = 0; i < end.length; i++) {
            if (content[size - end.length + i] != end[i]) {
                return false;
            }
        }
        return true;
    }

    private void append(byte b) {
        if (size == content.length) {
            if (size >= MAX_RECORD_BYTES) {
                throw new S3Exception(S3ErrorCode.OVER_MAX_RECORD_SIZE);
            }
            content = Arrays.copyOf(content, Math.min(MAX_RECORD_BYTES, size * 2));
        }
        content[size++] = b;
    }

    private boolean fill() throws IOException {
        int more = in.read(buffer);
        if (more <= 0) {
            return false;
        }
        read += more;
        at = 0;
        filled = more;
        return true;
    }

    private String text(int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new S3Exception(S3ErrorCode.INVALID_TEXT_ENCODING);
        }
    }
}
