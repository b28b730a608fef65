package io.maxiofs.server.http;

import io.maxiofs.server.s3.request.ByteSource;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the requests of a {@link JsonServer}. Called on virtual threads, many at a time; may block. */
@FunctionalInterface
public interface JsonHandler {

    /** Never throws for what a client may do wrong; an exception becomes a bare 500. */
    Response handle(Request request);

    /**
     * A request whose body has arrived, or may be read as it arrives.
     *
     * @param path decoded, begins with a slash
     * @param headers by lower case name; of repeated ones the first
     * @param body empty if it is read as it arrives
     * @param content a body that is no document, of any length, as it arrives; null for every other
     */
    record Request(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            byte[] body,
            @Nullable ByteSource content,
            Peer peer) {

        public Optional<String> header(String lowerCaseName) {
            return Optional.ofNullable(headers.get(lowerCaseName));
        }

        public Optional<String> parameter(String name) {
            List<String> values = query.getOrDefault(name, List.of());
            return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
        }
    }

    /** The other end of a connection, from the socket. */
    record Peer(InetAddress address, boolean secure) {}

    /**
     * An answer.
     *
     * @param streaming writes the body instead of {@code body}, for as long as it likes; null for one that is there
     */
    record Response(
            int status,
            Map<String, String> headers,
            byte[] body,
            @Nullable Streaming streaming) {

        public Response(int status, Map<String, String> headers, byte[] body) {
            this(status, headers, body, null);
        }

        /** A body that is made while it is sent. */
        public static Response streaming(int status, Map<String, String> headers, Streaming body) {
            return new Response(status, headers, new byte[0], body);
        }
    }

    /** Writes a body to a client. Called on a virtual thread; may block. */
    @FunctionalInterface
    interface Streaming {
        /**
         * @param out each flush sends what was written; a client that does not take it for long ends it with an exception
         * @throws IOException if the client is gone, or what is sent cannot be read; the connection is cut then
         */
        void write(OutputStream out) throws IOException;
    }
}
