package io.maxiofs.server.observe.alert;

import java.time.Duration;

/**
 * Where rules begin to fire.
 *
 * @param warningFreePercent free space
 * @param criticalFreePercent free space
 * @param silentClient how long a regular client may rest
 * @param flush 99th percentile
 * @param serverErrorPercent of requests
 * @param signInFailures in ten minutes
 * @param scrubInterval zero if scrubs do not come by themselves
 */
public record AlertLimits(
        int warningFreePercent,
        int criticalFreePercent,
        Duration silentClient,
        Duration flush,
        int serverErrorPercent,
        int signInFailures,
        Duration scrubInterval) {
    static final Duration CERTIFICATE_WARNING = Duration.ofDays(30);
    static final Duration CERTIFICATE_CRITICAL = Duration.ofDays(7);
    static final Duration SLOW = Duration.ofSeconds(1);
    static final int HEAP_PERCENT = 92;
    static final int CLOCK_JUMP_SECONDS = 30;

    /** Requests of five minutes below which a share says nothing. */
    static final int FEWEST_REQUESTS = 20;

    /** Days on which a client must have written to count as regular. */
    static final int REGULAR_DAYS = 3;

    /** A client that rests longer than this was given up on purpose. */
    static final Duration FORGOTTEN = Duration.ofDays(60);
}
