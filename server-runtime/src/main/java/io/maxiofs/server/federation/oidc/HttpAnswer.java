package io.maxiofs.server.federation.oidc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads one answer of HTTP/1.1, with its body in whichever of the three framings, in bounded memory.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6">RFC 9112, message body</a>
 */
final class HttpAnswer {
    private static final int MAX_HEAD_BYTES = 16 << 10;
    private static final int MAX_LINE_BYTES = 8 << 10;
    private static final int OK = 200;
    private static final int HEXADECIMAL = 16;

    private final InputStream in;
    private final int maxBytes;
    private int headBytes;

    /** @param maxBytes of the body */
    HttpAnswer(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in);
        this.maxBytes = maxBytes;
    }

    /** @throws IOException if the status is not 200, or the answer is too large, cut or not understood */
    byte[] body() throws IOException {
        int status = status(line());
        Map<String, String> headers = headers();
        if (status != OK) {
            throw new IOException("The server answered with status " + status
                    + (status >= 300 && status < 400 ? "; redirects are not followed" : ""));
        }
        String coding = headers.get("transfer-encoding");
        if (coding != null) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw notUnderstood();
            }
            return chunks();
        }
        String length = headers.get("content-length");
        if (length == null) {
            return toTheEnd();
        }
        int bytes = number(length, 10);
        byte[] body = in.readNBytes(withinBound(bytes));
        if (body.length < bytes) {
            throw new EOFException("The answer ends early");
        }
        return body;
    }

    private static int status(String line) throws IOException {
        boolean understood = line.startsWith("HTTP/1.") && line.length() >= 12 && line.charAt(8) == ' ';
        if (!understood) {
            throw notUnderstood();
        }
        return number(line.substring(9, 12), 10);
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw notUnderstood();
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    private byte[] toTheEnd() throws IOException {
        byte[] body = in.readNBytes(maxBytes + 1);
        withinBound(body.length);
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            int size = number((extension < 0 ? line : line.substring(0, extension)).strip(), HEXADECIMAL);
            if (size == 0) {
                return body.toByteArray();
            }
            withinBound(body.size() + (long) size);
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size || !line().isEmpty()) {
                throw new EOFException("The answer ends early");
            }
            body.write(chunk);
            headBytes = 0;
        }
    }

    private int withinBound(long bytes) throws IOException {
        if (bytes > maxBytes) {
            throw new IOException("The document is longer than " + maxBytes + " bytes");
        }
        return (int) bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The answer ends early");
            }
            if (++headBytes > MAX_HEAD_BYTES || line.length() >= MAX_LINE_BYTES) {
                throw notUnderstood();
            }
            line.append((char) b);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private static int number(String text, int radix) throws IOException {
        try {
            int value = Integer.parseInt(text, radix);
            if (value >= 0 && text.charAt(0) != '+') {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new IOException("The server's answer is not understood", e);
        }
        throw notUnderstood();
    }

    private static IOException notUnderstood() {
        return new IOException("The server's answer is not understood");
    }
}
