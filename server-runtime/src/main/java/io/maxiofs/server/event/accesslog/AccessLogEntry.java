package io.maxiofs.server.event.accesslog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request of a bucket that is logged.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html">Log format</a>
 */
public record AccessLogEntry(String bucket, Instant time, Caller caller, Asked asked, Answer answer) {

    /**
     * Who asked.
     *
     * @param requester canonical id; null for anonymous requests
     * @param authentication {@code AuthHeader} or {@code QueryString}; null without a signature
     * @param signature {@code SigV4} or {@code SigV2}; null without one
     * @param tlsVersion null without TLS
     */
    public record Caller(
            String address,
            @Nullable String requester,
            @Nullable String authentication,
            @Nullable String signature,
            @Nullable String tlsVersion,
            @Nullable String cipher) {}

    /**
     * What was asked.
     *
     * @param operation such as {@code REST.GET.OBJECT}
     * @param key null unless the request names an object
     * @param requestLine method, target and protocol
     */
    public record Asked(
            String operation,
            @Nullable String key,
            String requestLine,
            @Nullable String versionId,
            String hostHeader,
            @Nullable String referer,
            @Nullable String userAgent) {}

    /**
     * What was answered.
     *
     * @param status 0 if the connection ended before
     * @param bytesSent of the body
     * @param objectBytes size of the object; -1 if unknown
     */
    public record Answer(
            String requestId,
            String hostId,
            int status,
            @Nullable String errorCode,
            long bytesSent,
            long objectBytes,
            long totalMillis) {}
}
