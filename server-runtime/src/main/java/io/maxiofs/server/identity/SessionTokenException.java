package io.maxiofs.server.identity;

/** A session token that does not let anybody in. */
public final class SessionTokenException extends RuntimeException {
    private final Reason reason;

    public SessionTokenException(Reason reason) {
        super("Session token: " + reason, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why not. */
    public enum Reason {
        /** Not made by this server, changed, of another key, or its user or role is gone. */
        INVALID,
        EXPIRED
    }
}
