package io.maxiofs.server.admin;

import io.maxiofs.server.admin.api.Problem;
import java.util.Map;

/** A request of the admin API that is refused. */
final class AdminException extends RuntimeException {
    private final Problem.Code code;
    private final Map<String, String> headers;

    AdminException(Problem.Code code, String detail) {
        this(code, detail, Map.of());
    }

    /** @param headers to answer with */
    AdminException(Problem.Code code, String detail, Map<String, String> headers) {
        super(detail);
        this.code = code;
        this.headers = Map.copyOf(headers);
    }

    Problem.Code code() {
        return code;
    }

    Map<String, String> headers() {
        return headers;
    }
}
