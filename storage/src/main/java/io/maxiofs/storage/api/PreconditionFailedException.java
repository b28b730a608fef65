package io.maxiofs.storage.api;

/** A condition of the request does not hold; nothing was changed. */
public final class PreconditionFailedException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final String condition;

    /** @param condition name of the header or element that failed, such as {@code If-Match} */
    public PreconditionFailedException(String condition) {
        super("Condition does not hold: " + condition);
        this.condition = condition;
    }

    public String condition() {
        return condition;
    }
}
