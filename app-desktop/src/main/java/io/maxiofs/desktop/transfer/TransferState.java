package io.maxiofs.desktop.transfer;

import java.util.EnumSet;
import java.util.Set;

/** Where a transfer is. Changes other than the ones {@link #mayBecome} allows are mistakes of the program. */
public enum TransferState {
    /** In the queue. */
    WAITING,
    /** Bytes move. */
    RUNNING,
    /** All bytes are here; they are compared with the server's checksum. */
    VERIFYING,
    /** An attempt failed; the next comes by itself. */
    RETRYING,
    /** A person stopped it; what has been moved is kept. */
    PAUSED,
    /** Given up until a person asks again; what has been moved is kept. */
    FAILED,
    /** A person does not want it any more; what has been moved is being removed. */
    CANCELLING,
    /** Nothing of it is left. */
    CANCELLED,
    /** The bytes there are the bytes here. */
    DONE;

    /** Whether nothing will happen any more, not even if somebody asks. */
    public boolean isFinal() {
        return this == DONE || this == CANCELLED;
    }

    /** Whether a thread works on it or waits to. */
    public boolean isActive() {
        return this == RUNNING || this == VERIFYING || this == RETRYING || this == CANCELLING;
    }

    /** Whether {@code next} may follow. */
    public boolean mayBecome(TransferState next) {
        return successors().contains(next);
    }

    private Set<TransferState> successors() {
        return switch (this) {
            case WAITING -> EnumSet.of(RUNNING, PAUSED, CANCELLING);
            case RUNNING -> EnumSet.of(VERIFYING, RETRYING, PAUSED, FAILED, CANCELLING, DONE, WAITING);
            case VERIFYING -> EnumSet.of(RUNNING, RETRYING, PAUSED, FAILED, CANCELLING, DONE, WAITING);
            case RETRYING -> EnumSet.of(RUNNING, PAUSED, CANCELLING, WAITING);
            case PAUSED, FAILED -> EnumSet.of(WAITING, CANCELLING);
            case CANCELLING -> EnumSet.of(CANCELLED, FAILED);
            case CANCELLED, DONE -> EnumSet.noneOf(TransferState.class);
        };
    }
}
