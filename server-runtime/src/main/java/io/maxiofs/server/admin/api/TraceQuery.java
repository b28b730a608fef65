package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which requests of the trace are wanted; null leaves a condition out.
 *
 * @param operation name of S3's operation or class of operations, without regard to case
 * @param status {@code 2xx}, {@code 3xx}, {@code 4xx}, {@code 5xx}, {@code failed} (4xx, 5xx and cut) or a number
 * @param bucket whole name
 * @param accessKey whole id
 * @param since not before
 * @param until not after
 * @param text occurs in key, target, error, explanation, user agent, address or id, without regard to case
 */
public record TraceQuery(
        @Nullable String operation,
        @Nullable String status,
        @Nullable String bucket,
        @Nullable String accessKey,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text) {
    /** Everything. */
    public static final TraceQuery ALL = new TraceQuery(null, null, null, null, null, null, null);

    /** Only failed requests. */
    public static final TraceQuery FAILED = new TraceQuery(null, "failed", null, null, null, null, null);

    /** Only those of a key. */
    public static TraceQuery ofKey(String accessKey) {
        return new TraceQuery(null, null, null, accessKey, null, null, null);
    }
}
