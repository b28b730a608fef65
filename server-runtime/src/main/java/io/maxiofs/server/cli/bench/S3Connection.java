package io.maxiofs.server.cli.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One kept connection; made when first needed and again after it was lost. Used by one thread. */
final class S3Connection implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private final Endpoint endpoint;
    private final Optional<RequestSigning> signing;
    private @Nullable Open open;

    private record Open(Socket socket, OutputStream out, ResponseReader reader) {}

    S3Connection(Endpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.signing = endpoint.credentials().map(c -> new RequestSigning(c, endpoint.host(), clock));
    }

    /**
     * Sends a request and reads the answer. A failure is not tried again.
     *
     * @param path with its slash, encoded
     * @param query in canonical form, without question mark; empty for none
     * @param body null for none
     * @throws IOException if no whole answer came; the connection is gone then
     */
    Response send(String method, String path, String query, @Nullable Body body, BodySink sink) throws IOException {
        boolean whole = false;
        try {
            Open current = open();
            StringBuilder head = new StringBuilder(512);
            head.append(method).append(' ').append(path);
            if (!query.isEmpty()) {
                head.append('?').append(query);
            }
            head.append(" HTTP/1.1\r\nHost: ").append(endpoint.host()).append("\r\n");
            if (body != null || method.equals("PUT")) {
                head.append("Content-Length: ")
                        .append(body == null ? 0 : body.size())
                        .append("\r\n");
            }
            String hash = body == null ? EMPTY_SHA256 : body.sha256();
            signing.ifPresent(s -> s.addTo(head, method, path, query, hash));
            head.append("\r\n");
            current.out().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            if (body != null) {
                body.writeTo(current.out());
            }
            current.out().flush();
            Response response = current.reader().read(method.equals("HEAD"), sink);
            whole = !response.closes();
            return response;
        } finally {
            if (!whole) {
                close();
            }
        }
    }

    private Open open() throws IOException {
        Open current = open;
        if (current == null) {
            Socket socket = endpoint.connect();
            current = new Open(
                    socket,
                    new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES),
                    new ResponseReader(socket.getInputStream()));
            open = current;
        }
        return current;
    }

    @Override
    public void close() throws IOException {
        Open current = open;
        open = null;
        if (current != null) {
            current.socket().close();
        }
    }
}
