package io.maxiofs.server.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An HTTP client that sends exactly what it is told to. */
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    public RawConnection(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.connect(address, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** @param headers by lower case name */
    public record Response(int status, Map<String, String> headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Content of the first element of this name; empty if there is none. */
        public String element(String name) {
            String text = text();
            int start = text.indexOf("<" + name + ">");
            int end = text.indexOf("</" + name + ">");
            return start < 0 || end < 0 ? "" : text.substring(start + name.length() + 2, end);
        }

        public String code() {
            return element("Code");
        }

        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    public static byte[] head(String method, String target, Map<String, String> headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends a request and reads the answer to it; also if the server has answered, and closed the connection, before it
     * has taken the whole body.
     */
    public Response exchange(String method, String target, Map<String, String> headers, byte[] body)
            throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head(method, target, headers));
        all.writeBytes(body);
        try {
            send(all.toByteArray());
        } catch (SocketException e) {
            return answerDespite(e, method);
        }
        return read(method.equals("HEAD"));
    }

    private Response answerDespite(SocketException unsent, String method) throws IOException {
        try {
            return read(method.equals("HEAD"));
        } catch (IOException e) {
            e.addSuppressed(unsent);
            throw e;
        }
    }

    /** @throws EOFException if the server has closed the connection */
    public Response read(boolean toHead) throws IOException {
        return read(toHead, soFar -> {});
    }

    /**
     * @param progress is told the text of a chunked body as far as it has come, with every chunk
     * @throws EOFException if the server has closed the connection
     */
    public Response read(boolean toHead, Consumer<String> progress) throws IOException {
        String statusLine = line();
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        if (toHead || status < 200 || status == 204 || status == 304) {
            return new Response(status, headers, new byte[0]);
        }
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            return new Response(status, headers, chunked(progress));
        }
        return new Response(status, headers, exactly(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
    }

    private byte[] chunked(Consumer<String> progress) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(), 16);
            body.writeBytes(exactly(size));
            line();
            progress.accept(body.toString(StandardCharsets.UTF_8));
            if (size == 0) {
                return body.toByteArray();
            }
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("The connection ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("The server closed the connection");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** Whether the server ends the connection without sending anything more. */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    public void setTimeoutMillis(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
