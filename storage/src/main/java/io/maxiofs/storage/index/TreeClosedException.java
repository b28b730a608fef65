package io.maxiofs.storage.index;

/** The tree a snapshot belongs to was closed after a failed flush; the reader takes the view that replaces it. */
final class TreeClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TreeClosedException(Throwable cause) {
        super("The index file is being reopened", cause);
    }
}
