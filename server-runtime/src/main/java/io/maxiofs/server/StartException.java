package io.maxiofs.server;

/** The server cannot start. The message says what to do about it and is for whoever started it. */
public final class StartException extends RuntimeException {
    private final Reason reason;

    /** What programs that start servers tell apart. */
    public enum Reason {
        /** Another program listens where a port is to be opened. */
        PORT_IN_USE,
        /** Another process uses the data directory. */
        DIRECTORY_LOCKED,
        /** A newer version of the product has written the data. */
        WRITTEN_BY_NEWER,
        /** The data directory, or what is in it, is not there. */
        DRIVE_MISSING,
        /** The store was moved to another directory, or its move to this one has not ended. */
        MOVED,
        OTHER
    }

    public StartException(String message) {
        super(message);
        this.reason = Reason.OTHER;
    }

    public StartException(String message, Throwable cause) {
        this(Reason.OTHER, message, cause);
    }

    public StartException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
