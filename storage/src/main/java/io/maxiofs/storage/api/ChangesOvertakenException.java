package io.maxiofs.storage.api;

/**
 * Changes behind a subscriber's position are not there any more: it was further behind than the store keeps changes for,
 * their records are damaged, or the position is of another store. Whoever mirrors the store has to compare everything.
 */
public final class ChangesOvertakenException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long missingFrom;
    private final long resumeAt;

    public ChangesOvertakenException(long missingFrom, long resumeAt, String why) {
        super(why);
        this.missingFrom = missingFrom;
        this.resumeAt = resumeAt;
    }

    /** Position of the first change that is missing. */
    public long missingFrom() {
        return missingFrom;
    }

    /**
     * A position from which reading can go on, given to {@link ChangeSubscription#seek}: right in front of the next
     * change there is, or at the end of all changes.
     */
    public long resumeAt() {
        return resumeAt;
    }
}
