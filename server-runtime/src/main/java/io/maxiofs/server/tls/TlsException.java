package io.maxiofs.server.tls;

/** A certificate that cannot be used. The message says which and why, for people. */
public final class TlsException extends RuntimeException {

    public TlsException(String message) {
        super(message);
    }

    public TlsException(String message, Throwable cause) {
        super(message, cause);
    }
}
