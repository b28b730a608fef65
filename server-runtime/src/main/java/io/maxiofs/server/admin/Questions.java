package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Problem;
import io.maxiofs.server.http.JsonHandler.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parameters of queries, read strictly: what is not understood is refused rather than passed over. */
final class Questions {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 1_000;

    private Questions() {}

    /** Entries of a page, 1 to 1000. */
    static int limit(Request request) {
        Optional<String> text = request.parameter("limit");
        if (text.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        Long limit = number(text.get());
        if (limit == null || limit < 1 || limit > MAX_LIMIT) {
            throw invalid("limit", "a number from 1 to " + MAX_LIMIT);
        }
        return limit.intValue();
    }

    /** Where a page begins; null for the first. */
    static @Nullable Long cursor(Request request) {
        Optional<String> text = request.parameter("cursor");
        if (text.isEmpty()) {
            return null;
        }
        Long cursor = number(text.get());
        if (cursor == null) {
            throw invalid("cursor", "what a page before gave as next");
        }
        return cursor;
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Null if the parameter is not there. */
    static @Nullable Instant instant(Request request, String name) {
        Optional<String> text = request.parameter(name);
        try {
            return text.isEmpty() ? null : Instant.parse(text.get());
        } catch (DateTimeException e) {
            throw invalid(name, "a time such as 2026-01-31T12:00:00Z");
        }
    }

    static AdminException invalid(String name, String expected) {
        return new AdminException(Problem.Code.INVALID, "The parameter " + name + " must be " + expected);
    }
}
