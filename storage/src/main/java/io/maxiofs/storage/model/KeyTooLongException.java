package io.maxiofs.storage.model;

/** An object key is longer than {@link ObjectKey#MAX_BYTES} bytes. */
public final class KeyTooLongException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final int byteLength;

    public KeyTooLongException(int byteLength) {
        super("Object key has " + byteLength + " bytes, at most " + ObjectKey.MAX_BYTES + " are allowed");
        this.byteLength = byteLength;
    }

    /** Length of the refused key in bytes of UTF-8. */
    public int byteLength() {
        return byteLength;
    }
}
