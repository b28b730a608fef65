package io.maxiofs.storage.extent;

import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.model.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * A range of an extent as the index keeps it.
 *
 * @param extentId names the file
 * @param range of the plaintext
 * @param extentLength plaintext bytes of the whole extent
 * @param key that decrypts the extent; null if it is not encrypted
 */
public record ExtentRef(
        long extentId,
        ByteRange range,
        long extentLength,
        @Nullable WrappedKey key) {
    /** @throws IllegalArgumentException if the range leaves the extent */
    public ExtentRef {
        if (extentLength < 0 || range.end() > extentLength) {
            throw new IllegalArgumentException(range + " leaves an extent of " + extentLength + " bytes");
        }
    }

    /** The same bytes, with the key they are encrypted with. */
    public ExtentRef withKey(WrappedKey wrapped) {
        return new ExtentRef(extentId, range, extentLength, wrapped);
    }

    /**
     * A part of these bytes.
     *
     * @param part counted from the start of this range
     * @throws IllegalArgumentException if it leaves this range
     */
    public ExtentRef slice(ByteRange part) {
        if (part.end() > range.length()) {
            throw new IllegalArgumentException(part + " leaves " + range);
        }
        return new ExtentRef(extentId, new ByteRange(range.offset() + part.offset(), part.length()), extentLength, key);
    }
}
