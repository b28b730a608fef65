package io.maxiofs.server.s3.request;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of the routing table.
 *
 * @param parameters query parameters that must be there
 * @param marker a parameter that must have exactly this value, as {@code name=value}; null if none
 * @param header lower case name of a header that must be there; null if none
 */
record Route(
        HttpMethod method,
        Scope scope,
        Set<String> parameters,
        @Nullable String marker,
        @Nullable String header,
        S3Operation operation) {

    /** What a request's path names. */
    enum Scope {
        SERVICE,
        BUCKET,
        OBJECT
    }

    boolean matches(QueryParameters query, RequestHeaders headers) {
        for (String parameter : parameters) {
            if (!query.has(parameter)) {
                return false;
            }
        }
        if (marker != null) {
            int equals = marker.indexOf('=');
            if (!marker.substring(equals + 1).equals(query.value(marker.substring(0, equals)))) {
                return false;
            }
        }
        return header == null || headers.has(header);
    }

    /** How much a request must have to match; of two rows the more demanding one wins. */
    int weight() {
        return parameters.size() * 4 + (header == null ? 0 : 2) + (marker == null ? 0 : 1);
    }
}
