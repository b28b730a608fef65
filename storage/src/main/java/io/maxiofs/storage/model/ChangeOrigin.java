package io.maxiofs.storage.model;

/**
 * Where a change came from, kept with its record for those who follow the changes. All texts may be empty.
 *
 * @param principal who asked for it, as notifications and audit name them
 * @param requestId of the request it came with
 * @param address of the client
 */
public record ChangeOrigin(Cause cause, String principal, String requestId, String address) {
    /** Longest of each text, in characters. */
    public static final int MAX_TEXT = 512;

    /** Nothing is known of it but that somebody asked for it. */
    public static final ChangeOrigin NONE = new ChangeOrigin(Cause.REQUEST, "", "", "");

    /** @throws IllegalArgumentException if a text is too long */
    public ChangeOrigin {
        requireShort(principal);
        requireShort(requestId);
        requireShort(address);
    }

    private static void requireShort(String text) {
        if (text.length() > MAX_TEXT) {
            throw new IllegalArgumentException("A change's origin has a text of " + text.length() + " characters");
        }
    }

    /** What made the change. Numbers on disk; constants are only added at the end. */
    public enum Cause {
        /** A request to the object itself: put, complete, delete, change of what is kept beside it. */
        REQUEST,
        /** A copy request, whether bytes were moved for it or not. */
        COPY,
        /** A browser's form. */
        POST,
        /** A lifecycle rule. */
        LIFECYCLE,
        /** Replication from elsewhere. */
        REPLICATION
    }
}
