package io.maxiofs.storage.engine;

import java.io.IOException;

/** A directory cannot be opened as a store; the text says why and is meant for the person who started it. */
public final class StoreRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What programs tell apart. */
    public enum Reason {
        /** Another process has it. */
        LOCKED,
        /** A newer version of the product wrote it. */
        NEWER_FORMAT,
        /** Something that belongs to it is not there, or all of it is not. */
        MISSING,
        /** It has been moved to another directory, or a move to this one has not ended. */
        MOVED,
        OTHER
    }

    public StoreRefusedException(String message) {
        this(Reason.OTHER, message);
    }

    public StoreRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
        this.reason = Reason.OTHER;
    }

    public Reason reason() {
        return reason;
    }
}
