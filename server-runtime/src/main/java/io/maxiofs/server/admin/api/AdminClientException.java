package io.maxiofs.server.admin.api;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of the admin API that did not work. */
public final class AdminClientException extends RuntimeException {
    private final transient @Nullable Problem problem;

    /** The server refused. */
    AdminClientException(Problem problem) {
        super(problem.detail() == null ? problem.title() : problem.detail());
        this.problem = problem;
    }

    /** The server was not reached, or what answered is no server. */
    AdminClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = null;
    }

    /** What the server said; empty if it was not reached. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
