package io.maxiofs.server.admin.api;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of the admin API that did not work. */
public final class AdminClientException extends RuntimeException {
    private final transient @Nullable Problem problem;
    private final ConnectionTrouble trouble;

    /** The server refused. */
    public AdminClientException(Problem problem) {
        super(problem.detail() == null ? problem.title() : problem.detail());
        this.problem = problem;
        this.trouble = ConnectionTrouble.UNREACHABLE;
    }

    /** The server was not reached, or what answered is no server. */
    AdminClientException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.problem = null;
        this.trouble = cause instanceof IOException io ? ConnectionTrouble.of(io) : ConnectionTrouble.UNREACHABLE;
    }

    /** Why the server was not reached; of no meaning if there is a {@link #problem}. */
    public ConnectionTrouble trouble() {
        return trouble;
    }

    /** What the server said; empty if it was not reached. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
