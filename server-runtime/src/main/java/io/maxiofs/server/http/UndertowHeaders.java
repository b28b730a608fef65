package io.maxiofs.server.http;

import io.maxiofs.server.s3.request.RequestHeaders;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Headers as Undertow has parsed them: bytes beyond ASCII are characters of ISO 8859-1. */
final class UndertowHeaders implements RequestHeaders {
    private final HeaderMap headers;

    UndertowHeaders(HeaderMap headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String value(String name) {
        String value = headers.getFirst(name);
        return value == null ? null : value.strip();
    }

    @Override
    public List<String> all(String name) {
        HeaderValues values = headers.get(name);
        if (values == null) {
            return List.of();
        }
        if (values.size() == 1) {
            return List.of(values.getFirst().strip());
        }
        List<String> all = new ArrayList<>(values.size());
        values.forEach(v -> all.add(v.strip()));
        return all;
    }

    @Override
    public Map<String, String> startingWith(String lowerCasePrefix) {
        Map<String, String> found = null;
        for (long cookie = headers.fastIterateNonEmpty(); cookie != -1; cookie = headers.fiNextNonEmpty(cookie)) {
            HeaderValues values = headers.fiCurrent(cookie);
            String name = values.getHeaderName().toString();
            if (name.regionMatches(true, 0, lowerCasePrefix, 0, lowerCasePrefix.length())) {
                found = found == null ? new TreeMap<>() : found;
                found.put(
                        name.toLowerCase(Locale.ROOT),
                        values.size() == 1 ? values.getFirst().strip() : String.join(",", all(name)));
            }
        }
        return found == null ? Map.of() : found;
    }
}
