package io.maxiofs.storage.maintenance;

/** A repair that was not done; what is stored is as it was. The reason is for programs, the text for people. */
public final class RepairRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public RepairRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why a repair was not done. */
    public enum Reason {
        /** There is no such version any more. */
        GONE,
        /** It was written, moved or repaired by somebody else while this repair was under way. */
        CHANGED,
        /** It can be read; there is nothing to repair. */
        NOT_DAMAGED,
        /** Its bytes are encrypted with a key that only the client has (SSE-C). */
        CLIENT_KEY,
        /** Nothing strong enough was recorded at its upload to tell the right bytes from others. */
        NO_PROOF,
        /** No other version in the store has these bytes and can be read. */
        NO_COPY,
        /** The bytes given are more or fewer. */
        WRONG_LENGTH,
        /** The bytes given are others. */
        WRONG_CONTENT,
        /** Its bytes cannot be read, which this repair needs. */
        STILL_DAMAGED,
        /** Object lock keeps it. */
        LOCKED
    }
}
