package io.maxiofs.storage.model;

import java.util.Optional;

/**
 * Identity of a multipart upload. Ids order by the time at which the upload was created.
 *
 * @param version time and origin, as in a version
 * @param secret random bits, so that an id cannot be guessed
 */
public record UploadId(VersionId version, long secret) implements Comparable<UploadId> {
    private static final int SECRET_DIGITS = 16;

    public String text() {
        return version.text() + String.format("%016x", secret);
    }

    /** Reads what {@link #text()} gave; empty if {@code text} is not such an id. */
    public static Optional<UploadId> parse(String text) {
        int split = text.length() - SECRET_DIGITS;
        if (split < 0
                || !text.substring(split).chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            return Optional.empty();
        }
        long secret = Long.parseUnsignedLong(text.substring(split), 16);
        return VersionId.parse(text.substring(0, split)).map(v -> new UploadId(v, secret));
    }

    @Override
    public int compareTo(UploadId other) {
        int byVersion = version.compareTo(other.version);
        return byVersion != 0 ? byVersion : Long.compareUnsigned(secret, other.secret);
    }

    @Override
    public String toString() {
        return text();
    }
}
