package io.maxiofs.server.admin.api;

import org.jspecify.annotations.Nullable;

/** Path and query of a request, encoded as they are put together. Used by one thread. */
final class AdminPath {
    private final StringBuilder text;
    private char separator = '?';

    private AdminPath(String start) {
        this.text = new StringBuilder(start);
    }

    /** @param start literal and encoded, such as {@code /api/v1/jobs} */
    static AdminPath of(String start) {
        return new AdminPath(start);
    }

    /** Begins with a bucket's own path. */
    static AdminPath ofBucket(String name) {
        return of("/api/v1/buckets").segment(name);
    }

    AdminPath segment(String value) {
        text.append('/').append(AdminTransport.encode(value));
        return this;
    }

    /** @param value null leaves the parameter out */
    AdminPath with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(separator).append(name).append('=').append(AdminTransport.encode(value.toString()));
            separator = '&';
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
