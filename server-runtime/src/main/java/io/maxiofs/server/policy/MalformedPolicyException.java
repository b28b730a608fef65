package io.maxiofs.server.policy;

import java.util.Locale;

/**
 * A policy that cannot be taken for one. The message is the reason in AWS's words where AWS has some; where in the text
 * it is, AWS does not tell, and we tell beside it.
 */
public final class MalformedPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For people; empty if it is the policy as a whole. */
    private final String place;

    public MalformedPolicyException(String reason) {
        this(reason, "");
    }

    private MalformedPolicyException(String reason, String place) {
        super(reason, null, false, false);
        this.place = place;
    }

    /** @param line and column begin at 1 */
    static MalformedPolicyException at(int line, int column, String reason) {
        return new MalformedPolicyException(reason, String.format(Locale.ROOT, "line %d, column %d", line, column));
    }

    /** The same, unless it knows its place already. */
    MalformedPolicyException inStatement(int number) {
        return place.isEmpty()
                ? new MalformedPolicyException(reason(), String.format(Locale.ROOT, "statement %d", number))
                : this;
    }

    public String reason() {
        String message = getMessage();
        return message == null ? "This policy contains invalid Json" : message;
    }

    /** Where in the text, for people; empty if it is the policy as a whole. */
    public String place() {
        return place;
    }
}
