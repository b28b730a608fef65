package io.maxiofs.server.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the requests of a {@link JsonServer}. Called on virtual threads, many at a time; may block. */
@FunctionalInterface
public interface JsonHandler {

    /** Never throws for what a client may do wrong; an exception becomes a bare 500. */
    Response handle(Request request);

    /**
     * A request whose body has arrived.
     *
     * @param path decoded, begins with a slash
     * @param headers by lower case name; of repeated ones the first
     */
    record Request(
            String method,
            String path,
            Map<String, List<String>> query,
            Map<String, String> headers,
            byte[] body,
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

    /** An answer. */
    record Response(int status, Map<String, String> headers, byte[] body) {}
}
