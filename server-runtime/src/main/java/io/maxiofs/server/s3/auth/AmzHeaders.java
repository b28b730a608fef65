package io.maxiofs.server.s3.auth;

import io.maxiofs.server.s3.request.QueryParameters;
import io.maxiofs.server.s3.request.RequestHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers whose names begin with {@code x-amz-}, as strings to sign of Signature V2 have them. */
final class AmzHeaders {
    private static final String PREFIX = "x-amz-";

    private AmzHeaders() {}

    /** @param query of a presigned request, whose client may have moved such headers there; else empty */
    static void addTo(StringBuilder toSign, RequestHeaders headers, QueryParameters query) {
        Map<String, String> all = new TreeMap<>();
        for (String name : query.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            String value = query.value(name);
            if (lower.startsWith(PREFIX) && value != null) {
                all.put(lower, value);
            }
        }
        all.putAll(headers.startingWith(PREFIX));
        all.forEach((name, value) ->
                toSign.append(name).append(':').append(value.strip()).append('\n'));
    }
}
