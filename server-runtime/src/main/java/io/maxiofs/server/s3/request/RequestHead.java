package io.maxiofs.server.s3.request;

import java.net.InetAddress;

/**
 * A request before its body, exactly as it was sent. Bytes beyond ASCII stand as the characters of ISO 8859-1, so that
 * signatures can be computed over what was sent.
 *
 * @param rawPath begins with a slash; not decoded
 * @param rawQuery without question mark, not decoded; empty if there is none
 * @param secure whether the connection is encrypted
 */
public record RequestHead(
        String method,
        String rawPath,
        String rawQuery,
        RequestHeaders headers,
        InetAddress remoteAddress,
        boolean secure) {

    /** Value of the Host header; empty if there is none. */
    public String host() {
        String host = headers.value("Host");
        return host == null ? "" : host;
    }
}
