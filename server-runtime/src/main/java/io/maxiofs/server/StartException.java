package io.maxiofs.server;

/** The server cannot start. The message says what to do about it and is for whoever started it. */
public final class StartException extends RuntimeException {

    public StartException(String message) {
        super(message);
    }

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
