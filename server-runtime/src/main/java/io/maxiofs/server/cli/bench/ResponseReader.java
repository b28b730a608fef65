package io.maxiofs.server.cli.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads HTTP/1.1 answers from one connection (RFC 9112). Used by one thread. */
final class ResponseReader {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_HEAD_BYTES = 1 << 16;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int FIRST_FINAL_STATUS = 200;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int next;
    private int limit;
    private int headBytes;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /** Reads an answer to its end; interim ones are passed over. */
    Response read(boolean headRequest, BodySink sink) throws IOException {
        headBytes = 0;
        int status;
        Map<String, String> headers;
        do {
            status = status(line());
            headers = headers();
        } while (status < FIRST_FINAL_STATUS);
        if (headRequest || status == NO_CONTENT || status == NOT_MODIFIED) {
            return new Response(status, headers, 0);
        }
        long received;
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            received = chunks(sink);
        } else {
            long length = new Response(status, headers, 0).contentLength();
            if (length < 0) {
                throw new ProtocolException("An answer without a length");
            }
            piece(length, sink);
            received = length;
        }
        return new Response(status, headers, received);
    }

    private static int status(String line) throws ProtocolException {
        if (!line.startsWith("HTTP/1.1 ") || line.length() < 12) {
            throw new ProtocolException("Not an HTTP/1.1 answer");
        }
        return (int) digits(line.substring(9, 12), 10);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("Not a header");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private long chunks(BodySink sink) throws IOException {
        long received = 0;
        while (true) {
            headBytes = 0;
            String line = line();
            int extension = line.indexOf(';');
            long size = digits((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (size == 0) {
                headers();
                return received;
            }
            piece(size, sink);
            received += size;
            if (!line().isEmpty()) {
                throw new ProtocolException("A chunk is longer than it says");
            }
        }
    }

    private void piece(long length, BodySink sink) throws IOException {
        long left = length;
        while (left > 0) {
            if (next == limit) {
                fill();
            }
            int now = (int) Math.min(limit - next, left);
            sink.accept(buffer, next, now);
            next += now;
            left -= now;
        }
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder();
        while (true) {
            if (next == limit) {
                fill();
            }
            int start = next;
            while (next < limit && buffer[next] != '\n') {
                next++;
            }
            text.append(new String(buffer, start, next - start, StandardCharsets.ISO_8859_1));
            headBytes += next - start;
            if (headBytes > MAX_HEAD_BYTES) {
                throw new ProtocolException("The head of an answer is longer than " + MAX_HEAD_BYTES + " bytes");
            }
            if (next < limit) {
                next++;
                int end = text.length();
                return end > 0 && text.charAt(end - 1) == '\r' ? text.substring(0, end - 1) : text.toString();
            }
        }
    }

    private static long digits(String text, int radix) throws ProtocolException {
        try {
            long number = Long.parseLong(text, radix);
            if (number < 0) {
                throw new ProtocolException("A negative number");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new ProtocolException("Not a number");
        }
    }

    private void fill() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("The server closed the connection");
        }
        next = 0;
        limit = count;
    }
}
