package io.maxiofs.desktop.transfer;

/**
 * Why a transfer does not go on.
 *
 * @param detail for people who look closer, in the words of the server or the system; may be empty
 */
public record TransferFailure(Kind kind, String detail) {

    /** What went wrong, for the text a person reads. */
    public enum Kind {
        SERVER_AWAY(true),
        SERVER_FAILED(false),
        NOT_ALLOWED(false),
        NO_BUCKET(false),
        NO_OBJECT(false),
        EXISTS(false),
        QUOTA(false),
        NAME_TOO_LONG(false),
        REFUSED(false),
        FILE_GONE(false),
        FILE_UNREADABLE(false),
        FILE_CHANGED(false),
        OBJECT_CHANGED(false),
        NO_SPACE(false),
        DISK_FAILED(false),
        DIFFERENT_BYTES(false),
        NOT_PROVABLE(false),
        INTERNAL(false);

        private final boolean endless;

        Kind(boolean endless) {
            this.endless = endless;
        }

        /** Whether it is tried again without an end. */
        boolean endless() {
            return endless;
        }
    }
}
