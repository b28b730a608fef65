package io.maxiofs.server.lifecycle;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the worker has done since the server started.
 *
 * @param passes completed, over all buckets that had rules
 * @param lastStarted null before the first
 * @param lastEnded null before the first has ended
 * @param bucket being looked at now; empty between passes
 * @param lastError in words; empty if there was none
 * @param findings buckets whose rules are not understood, so that nothing in them expires
 */
public record LifecycleStatus(
        long passes,
        @Nullable Instant lastStarted,
        @Nullable Instant lastEnded,
        String bucket,
        Counts counts,
        String lastError,
        List<String> findings) {

    /**
     * Sums over all passes.
     *
     * @param examined versions and uploads looked at
     * @param changed deletes, markers and aborts that were carried out
     * @param failed changes that were not, for other reasons than that the object had changed meanwhile
     */
    public record Counts(long examined, long changed, long failed) {}

    public LifecycleStatus {
        findings = List.copyOf(findings);
    }
}
