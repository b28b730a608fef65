package io.maxiofs.desktop.transfer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A failure whose reason is known, and whether another attempt can help. An IOException so that it may cross the SDK. */
final class TransferException extends IOException {
    private final transient TransferFailure failure;
    private final boolean worthRetrying;

    private TransferException(TransferFailure failure, boolean worthRetrying, @Nullable Throwable cause) {
        super(failure.kind() + ": " + failure.detail(), cause);
        this.failure = failure;
        this.worthRetrying = worthRetrying;
    }

    /** No attempt will do better. */
    static TransferException lasting(TransferFailure.Kind kind, String detail) {
        return new TransferException(new TransferFailure(kind, detail), false, null);
    }

    static TransferException lasting(TransferFailure.Kind kind, Throwable cause) {
        return new TransferException(new TransferFailure(kind, text(cause)), false, cause);
    }

    /** The next attempt may work. */
    static TransferException passing(TransferFailure.Kind kind, String detail) {
        return new TransferException(new TransferFailure(kind, detail), true, null);
    }

    static TransferException passing(TransferFailure.Kind kind, Throwable cause) {
        return new TransferException(new TransferFailure(kind, text(cause)), true, cause);
    }

    TransferFailure failure() {
        return failure;
    }

    boolean worthRetrying() {
        return worthRetrying;
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
