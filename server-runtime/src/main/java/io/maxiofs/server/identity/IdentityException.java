package io.maxiofs.server.identity;

/** A change to users or keys that is refused. The message is for people and says what would be right. */
public final class IdentityException extends RuntimeException {
    private final Reason reason;

    public IdentityException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public IdentityException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        NOT_FOUND,
        EXISTS,
        INVALID,
        /** Something still belongs to it. */
        IN_USE,
        /** There may not be more. */
        LIMIT,
        /** It would leave nobody who can administer the server. */
        LAST_ADMINISTRATOR
    }
}
