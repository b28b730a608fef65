package io.maxiofs.server.federation.oidc;

/** A token that lets nobody in. The message is for whoever sent it and tells nothing that is not in the token. */
public final class WebIdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public WebIdentityException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why not. */
    public enum Reason {
        /** Not a token, not of the provider, or not for us. */
        INVALID,
        EXPIRED,
        /** The provider's keys could not be had, so nothing can be said of the token. */
        PROVIDER_NOT_REACHED
    }
}
