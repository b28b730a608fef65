package io.maxiofs.storage.index;

/**
 * The index file cannot be used: bytes fail their checksum, a part is missing, or its format is newer than this
 * program. Nothing is lost: the index is rebuilt from the journal after {@link Index#quarantine} or {@link
 * Index#delete}.
 */
public final class IndexDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IndexDamagedException(String message) {
        super(message);
    }

    public IndexDamagedException(String message, Throwable cause) {
        super(message, cause);
    }
}
