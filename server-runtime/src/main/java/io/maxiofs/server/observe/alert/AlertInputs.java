package io.maxiofs.server.observe.alert;

import io.maxiofs.server.observe.trace.ClientUse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known at one moment, for the rules to judge.
 *
 * @param freePercent of the disk; null if it has not been measured
 * @param certificateEnds null without TLS
 * @param signInFailures in the last ten minutes
 * @param clockJumpSeconds of the last ten minutes, negative if it was set back; 0 for none
 */
public record AlertInputs(
        @Nullable Double freePercent,
        Store store,
        @Nullable Instant certificateEnds,
        List<Webhook> webhooks,
        List<ClientUse> clients,
        Recent recent,
        long signInFailures,
        long clockJumpSeconds) {

    /**
     * The store. Texts are null while all is well.
     *
     * @param lastScrub null if there never was one
     */
    public record Store(
            @Nullable String driveMissing,
            @Nullable String readOnly,
            @Nullable String indexFailure,
            @Nullable String compactionError,
            long scrubFaults,
            @Nullable Instant lastScrub) {
        public static final Store FINE = new Store(null, null, null, null, 0, null);
    }

    /** @param error why the last attempt failed; empty if it did not */
    public record Webhook(String name, String error) {}

    /**
     * What was measured lately; 0 where there was nothing.
     *
     * @param requests of the last five minutes
     * @param serverErrors of those
     * @param flushMicros 99th percentile of the last minute, and so the others
     * @param waiting requests, now
     */
    public record Recent(
            long requests,
            long serverErrors,
            long flushMicros,
            long readMicros,
            long writeMicros,
            int waiting,
            double heapPercent) {
        public static final Recent NOTHING = new Recent(0, 0, 0, 0, 0, 0, 0);
    }
}
