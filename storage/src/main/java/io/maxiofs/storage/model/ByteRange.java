package io.maxiofs.storage.model;

/**
 * A range of bytes inside a body.
 *
 * @param offset first byte, from 0
 * @param length number of bytes, may be 0
 */
public record ByteRange(long offset, long length) {
    /** @throws IllegalArgumentException if negative or beyond {@link Long#MAX_VALUE} */
    public ByteRange {
        if (offset < 0 || length < 0 || offset + length < 0) {
            throw new IllegalArgumentException("Invalid range " + offset + "+" + length);
        }
    }

    /** The whole of a body of {@code size} bytes. */
    public static ByteRange all(long size) {
        return new ByteRange(0, size);
    }

    /** First byte behind the range. */
    public long end() {
        return offset + length;
    }
}
