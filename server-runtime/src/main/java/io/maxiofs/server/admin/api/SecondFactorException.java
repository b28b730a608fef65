package io.maxiofs.server.admin.api;

/** The password was right, and a code of the second factor must follow. */
public final class SecondFactorException extends RuntimeException {
    private final String challenge;

    SecondFactorException(String challenge) {
        super("A code of the second factor is needed");
        this.challenge = challenge;
    }

    /** To send back with the code: {@link AuthClient#secondFactor}. */
    public String challenge() {
        return challenge;
    }
}
