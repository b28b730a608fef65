package io.maxiofs.server.admin.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request of the S3 port after its end, or a connection that ended before it was a request. There is never a secret in it: signatures and tokens of presigned addresses are
 * replaced by a hyphen before anything is kept.
 *
 * @param id of the request, as the answer's {@code x-amz-request-id} has it
 * @param time when its head had arrived
 */
public record TraceEntry(String id, Instant time, Asked asked, Result result, Timing timing, Sender sender) {

    /**
     * What was asked.
     *
     * @param operation name of S3's operation, such as {@code PutObject}; null if the request could not be routed
     * @param operationClass as {@link MetricsDocument.Operation#name}
     * @param method of HTTP; empty for a connection of which none could be read
     * @param target path and query, without secrets, at most 1,024 characters; empty as the method
     * @param bucket null if none was addressed
     * @param key null if none was addressed; at most 1,024 characters
     */
    public record Asked(
            @Nullable String operation,
            String operationClass,
            String method,
            String target,
            @Nullable String bucket,
            @Nullable String key) {}

    /**
     * How it ended.
     *
     * @param status of HTTP; 0 if the connection ended before an answer
     * @param error code of S3; null without an error
     * @param explanation a sentence for people on why it failed and what helps; null without an error
     * @param reason the same by its key; null without an error, and from servers that do not say it
     * @param bytesIn of the body, framing included
     * @param bytesOut of the body
     */
    public record Result(
            int status,
            @Nullable String error,
            @Nullable String explanation,
            @Nullable Reason reason,
            long bytesIn,
            long bytesOut) {
        /** Without the key of the explanation. */
        public Result(int status, @Nullable String error, @Nullable String explanation, long bytesIn, long bytesOut) {
            this(status, error, explanation, null, bytesIn, bytesOut);
        }
    }

    /**
     * Where the time went; the parts add up to the whole.
     *
     * @param authMicros until it was clear who asks and that they may
     * @param queueMicros until it was served: waiting for a place, and for a small body to arrive
     * @param storeMicros until the answer was known; the arrival of a large body is part of it
     * @param sendMicros until the answer was sent
     */
    public record Timing(long totalMicros, long authMicros, long queueMicros, long storeMicros, long sendMicros) {}

    /**
     * Who asked.
     *
     * @param userAgent at most 256 characters; null if not sent
     * @param client family of the program, such as {@code restic}, {@code rclone}, {@code aws-cli}, {@code boto3}; {@code
     *     other} if not known
     * @param accessKey as claimed, also if the signature was wrong; null for anonymous requests
     * @param user whose key it is; null if nobody's
     * @param tls version, such as {@code TLSv1.3}; null for plain HTTP
     * @param http such as {@code HTTP/1.1}
     */
    public record Sender(
            String address,
            @Nullable String userAgent,
            String client,
            @Nullable String accessKey,
            @Nullable String user,
            @Nullable String tls,
            String http) {}
}
