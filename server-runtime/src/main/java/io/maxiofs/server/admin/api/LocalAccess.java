package io.maxiofs.server.admin.api;

import org.jspecify.annotations.Nullable;

/**
 * How a program of the same user on the same machine reaches a running server: the content of a file in the data
 * directory that only that user may read.
 *
 * @param url of the admin port
 * @param token valid until the server stops
 * @param certificate the server's own certificate, PEM, which must be the one that answers; null without TLS
 */
public record LocalAccess(
        String url, String token, long pid, @Nullable String certificate) {
    /** Inside the data directory. */
    public static final String FILE = "server/admin.token";

    @Override
    public String toString() {
        return "LocalAccess[" + url + "]";
    }
}
