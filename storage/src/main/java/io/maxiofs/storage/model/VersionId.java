package io.maxiofs.storage.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Identity of one version: a hybrid logical time and the node that gave it. Ids order by time, oldest first, and are
 * unique across nodes. The null version has an id too, which says when it was written; only its text is {@code null}.
 *
 * @param time hybrid logical time: milliseconds since the epoch in the upper 48 bits, a counter in the lower 16
 * @param origin tag of the instance that wrote the version
 */
public record VersionId(long time, int origin) implements Comparable<VersionId> {
    /** What S3 calls the version that was written while versioning was not enabled. */
    public static final String NULL_TEXT = "null";

    /** Length of {@link #text()} in characters. */
    private static final int TEXT_LENGTH = 20;

    private static final int BYTES = 12;
    private static final int RADIX = 32;

    /** @throws IllegalArgumentException if {@code time} is negative */
    public VersionId {
        if (time < 0) {
            throw new IllegalArgumentException("Version time is negative");
        }
    }

    /** Twenty characters of base 32 (digits, then a–v) whose order is the order of the ids. */
    public String text() {
        byte[] bytes = ByteBuffer.allocate(BYTES).putLong(time).putInt(origin).array();
        String digits = new BigInteger(1, bytes).toString(RADIX);
        return "0".repeat(TEXT_LENGTH - digits.length()) + digits;
    }

    /** Reads what {@link #text()} gave; empty if {@code text} is not such an id. */
    public static Optional<VersionId> parse(String text) {
        if (text.length() != TEXT_LENGTH
                || !text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'v'))) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(text, RADIX);
        if (number.bitLength() > BYTES * Byte.SIZE - 1) {
            return Optional.empty();
        }
        return Optional.of(new VersionId(number.shiftRight(Integer.SIZE).longValueExact(), number.intValue()));
    }

    /** The wall clock part of the time, in milliseconds since the epoch. */
    public long epochMillis() {
        return time >>> 16;
    }

    @Override
    public int compareTo(VersionId other) {
        int byTime = Long.compare(time, other.time);
        return byTime != 0 ? byTime : Integer.compareUnsigned(origin, other.origin);
    }

    @Override
    public String toString() {
        return text();
    }
}
