package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a program uses an access key. Kept over restarts, written now and then, at most 1,000 of them.
 *
 * @param client family of the program, as {@link TraceEntry.Sender#client}
 * @param accessKey null for anonymous requests
 * @param user whose key it is; null if nobody's
 * @param address of the last request
 * @param requests since first seen
 */
public record ClientDocument(
        String client,
        @Nullable String accessKey,
        @Nullable String user,
        String address,
        Seen seen,
        long requests,
        @Nullable Failure lastFailure) {

    /**
     * When.
     *
     * @param lastWrite when it last stored something with success; null if never
     */
    public record Seen(
            Instant first, Instant last, @Nullable Instant lastWrite) {}

    /**
     * The last request that failed.
     *
     * @param error code of S3
     * @param explanation as {@link TraceEntry.Result#explanation}
     */
    public record Failure(Instant time, String error, String explanation) {}

    /** Whether its last request went well, so far as is known. */
    public boolean isHealthy() {
        return lastFailure == null || lastFailure.time().isBefore(seen.last());
    }
}
