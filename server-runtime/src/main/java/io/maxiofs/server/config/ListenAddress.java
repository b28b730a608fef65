package io.maxiofs.server.config;

/**
 * Where a port is opened.
 *
 * @param host name or address, an IPv6 address without brackets
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {

    /** @throws IllegalArgumentException if the host is empty or the port is none */
    public ListenAddress {
        if (host.isBlank() || port < 0 || port > 65_535) {
            throw new IllegalArgumentException("expected HOST:PORT with a port from 0 to 65535");
        }
    }

    /** Reads {@code HOST:PORT} or {@code [IPV6]:PORT}. */
    static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (colon < 0 || (!bracketed && host.indexOf(':') >= 0)) {
            throw new IllegalArgumentException("expected HOST:PORT, an IPv6 address in brackets");
        }
        try {
            return new ListenAddress(
                    bracketed ? host.substring(1, host.length() - 1) : host,
                    Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected HOST:PORT with a port from 0 to 65535", e);
        }
    }

    public ListenAddress withPort(int newPort) {
        return new ListenAddress(host, newPort);
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
