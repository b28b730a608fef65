package io.maxiofs.server.policy;

/** A policy that cannot be taken for one. The message is the reason in AWS's words where AWS has some. */
public final class MalformedPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedPolicyException(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        String message = getMessage();
        return message == null ? "This policy contains invalid Json" : message;
    }
}
