package io.maxiofs.server.cli.bench;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body has been read.
 *
 * @param headers by name in lower case
 * @param bodyBytes received
 */
record Response(int status, Map<String, String> headers, long bodyBytes) {
    @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The length of the object, as the header has it; -1 if it does not. */
    long contentLength() {
        return number(headers.get("content-length"));
    }

    boolean closes() {
        return "close".equalsIgnoreCase(headers.get("connection"));
    }

    private static long number(@Nullable String text) {
        if (text == null
                || text.isEmpty()
                || text.length() > 18
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        return Long.parseLong(text);
    }
}
