package io.maxiofs.desktop.transfer;

import java.time.Duration;

/**
 * How much transfers may do at once, and how patient they are.
 *
 * @param files transfers under way at once, 1 to 32
 * @param requests requests under way at once in all of them, 1 to 64
 * @param multipartFromBytes files of at least this size are sent in parts; 5 MiB to 5 GiB
 * @param partBytes size of a part, more where 10,000 parts would not suffice; 5 MiB to 1 GiB
 * @param attempts times a failure of the server or a file that changes is met before a transfer fails, 1 to 100; a
 *     server that is not reached is waited for without an end
 * @param firstDelay before the second attempt; doubles with each one
 * @param longestDelay at most 10 minutes
 * @param queue transfers that are not finished; who adds more waits; 1 to 1,000,000
 */
public record TransferSettings(
        int files,
        int requests,
        long multipartFromBytes,
        long partBytes,
        int attempts,
        Duration firstDelay,
        Duration longestDelay,
        int queue) {
    private static final long MIB = 1L << 20;

    /** For a person's computer and a server near by. */
    public static final TransferSettings DEFAULT = new TransferSettings(
            TransferLimits.DEFAULT.files(),
            TransferLimits.DEFAULT.requests(),
            32 * MIB,
            16 * MIB,
            6,
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            100_000);

    public TransferSettings {
        TransferLimits.bound("files", files, 1, TransferLimits.MOST_FILES);
        TransferLimits.bound("requests", requests, 1, TransferLimits.MOST_REQUESTS);
        TransferLimits.bound("multipartFromBytes", multipartFromBytes, 5 * MIB, 5120 * MIB);
        TransferLimits.bound("partBytes", partBytes, 5 * MIB, 1024 * MIB);
        TransferLimits.bound("attempts", attempts, 1, 100);
        TransferLimits.bound("firstDelay in milliseconds", firstDelay.toMillis(), 1, 60_000);
        TransferLimits.bound("longestDelay in milliseconds", longestDelay.toMillis(), firstDelay.toMillis(), 600_000);
        TransferLimits.bound("queue", queue, 1, 1_000_000);
    }

    /** The same with other limits. */
    public TransferSettings with(TransferLimits limits) {
        return new TransferSettings(
                limits.files(),
                limits.requests(),
                multipartFromBytes,
                partBytes,
                attempts,
                firstDelay,
                longestDelay,
                queue);
    }

    /** Before attempt number {@code attempt}, counted from 1; zero before the first. */
    Duration delayBefore(int attempt) {
        if (attempt <= 1) {
            return Duration.ZERO;
        }
        Duration doubled = firstDelay.multipliedBy(1L << Math.min(attempt - 2, 20));
        return doubled.compareTo(longestDelay) < 0 ? doubled : longestDelay;
    }
}
