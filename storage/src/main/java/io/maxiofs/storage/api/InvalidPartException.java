package io.maxiofs.storage.api;

/** The list of parts given to complete an upload does not fit the parts that were uploaded. */
public final class InvalidPartException extends StorageException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int partNumber;

    public InvalidPartException(Reason reason, int partNumber, String message) {
        super(message);
        this.reason = reason;
        this.partNumber = partNumber;
    }

    public Reason reason() {
        return reason;
    }

    /** The first part at fault; 0 if the list as a whole is. */
    public int partNumber() {
        return partNumber;
    }

    /** What is wrong with the list. */
    public enum Reason {
        /** A part that was not uploaded, or another entity tag or checksum than it has. */
        UNKNOWN_PART,
        /** Part numbers do not ascend. */
        ORDER,
        /** A part other than the last is smaller than 5 MiB. */
        TOO_SMALL,
        /** The object would be larger than 5 TiB, or not of the size the client announced. */
        OBJECT_SIZE,
        /** The checksum of the whole is not the one the client announced. */
        CHECKSUM
    }
}
