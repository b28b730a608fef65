package io.maxiofs.server.observe.trace;

import org.jspecify.annotations.Nullable;

/**
 * How a program uses an access key. Times are milliseconds since the epoch.
 *
 * @param accessKey empty for anonymous requests
 * @param failure null if no request ever failed
 */
public record ClientUse(
        String client,
        String accessKey,
        String address,
        Seen seen,
        long requests,
        @Nullable Failure failure) {

    /**
     * When.
     *
     * @param lastWrite 0 if it never stored anything
     * @param writeDays days, in UTC, on which it stored something
     */
    public record Seen(long first, long last, long lastWrite, int writeDays) {}

    /** The last request that failed. */
    public record Failure(long millis, String error, String explanation) {}
}
