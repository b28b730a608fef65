package io.maxiofs.storage.engine;

import java.io.IOException;

/** A directory cannot be opened as a store; the text says why and is meant for the person who started it. */
public final class StoreRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreRefusedException(String message) {
        super(message);
    }

    public StoreRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
