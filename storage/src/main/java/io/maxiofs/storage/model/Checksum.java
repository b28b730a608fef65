package io.maxiofs.storage.model;

import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * An integrity value of a body, as opposed to its {@link ETag}.
 *
 * @param bytes the raw value, {@link ChecksumAlgorithm#byteLength()} long
 * @param partCount parts a composite value was made from; 0 for {@link ChecksumType#FULL_OBJECT}
 */
public record Checksum(ChecksumAlgorithm algorithm, ChecksumType type, byte[] bytes, int partCount) {
    /** @throws IllegalArgumentException if the value has not the algorithm's length */
    public Checksum {
        if (bytes.length != algorithm.byteLength()) {
            throw new IllegalArgumentException(
                    "A " + algorithm + " value has " + algorithm.byteLength() + " bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    public static Checksum ofWhole(ChecksumAlgorithm algorithm, byte[] bytes) {
        return new Checksum(algorithm, ChecksumType.FULL_OBJECT, bytes, 0);
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Base 64, with {@code -N} behind it for a composite of N parts. */
    public String text() {
        String base64 = Base64.getEncoder().encodeToString(bytes);
        return type == ChecksumType.COMPOSITE ? base64 + "-" + partCount : base64;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Checksum other
                && algorithm == other.algorithm
                && type == other.type
                && partCount == other.partCount
                && Arrays.equals(bytes, other.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(algorithm, type, partCount, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return algorithm + ":" + text();
    }
}
