package io.maxiofs.server.http;

import io.maxiofs.server.s3.request.RequestHeaders;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Headers as Undertow has parsed them: bytes beyond ASCII are characters of ISO 8859-1. */
final class UndertowHeaders implements RequestHeaders {
    /** Far more than the code asks for by name. */
    private static final int MAX_NAMES = 512;

    /** A name as Undertow looks it up, with its hash: computing that costs more than the look-up. */
    private static final Map<String, HttpString> NAMES = new ConcurrentHashMap<>();

    private final HeaderMap headers;

    UndertowHeaders(HeaderMap headers) {
        this.headers = headers;
    }

    @Override
    public @Nullable String value(String name) {
        String value = headers.getFirst(known(name));
        return value == null ? null : value.strip();
    }

    private static HttpString known(String name) {
        HttpString known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        HttpString made = new HttpString(name);
        if (NAMES.size() < MAX_NAMES) {
            NAMES.put(name, made);
        }
        return made;
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
