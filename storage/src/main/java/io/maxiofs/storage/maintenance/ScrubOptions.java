package io.maxiofs.storage.maintenance;

import java.util.function.BooleanSupplier;

/**
 * How a scrub runs.
 *
 * @param bytesPerSecond most bytes read in a second; 1 MiB to 100 GiB
 * @param resume go on where the last one ended early; otherwise from the beginning
 * @param cancelled asked often; the scrub ends soon after it says true. Interrupting the thread does the same
 */
public record ScrubOptions(long bytesPerSecond, boolean resume, BooleanSupplier cancelled) {
    public static final long MIN_BYTES_PER_SECOND = 1L << 20;
    public static final long MAX_BYTES_PER_SECOND = 100L << 30;
    /** Leaves a disk of this time nearly all of its speed. */
    public static final long DEFAULT_BYTES_PER_SECOND = 32L << 20;

    /** @throws IllegalArgumentException if the rate is out of its bounds */
    public ScrubOptions {
        if (bytesPerSecond < MIN_BYTES_PER_SECOND || bytesPerSecond > MAX_BYTES_PER_SECOND) {
            throw new IllegalArgumentException("bytesPerSecond must be " + MIN_BYTES_PER_SECOND + " to "
                    + MAX_BYTES_PER_SECOND + ", not " + bytesPerSecond);
        }
    }

    /** Everything from the beginning, as fast as the disk gives it. */
    public static ScrubOptions fullSpeed() {
        return new ScrubOptions(MAX_BYTES_PER_SECOND, false, () -> false);
    }
}
