package io.maxiofs.server.observe;

import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import org.jspecify.annotations.Nullable;

/**
 * A request of the S3 port that has ended. The head belongs to its connection: whoever wants something of it takes it before
 * returning to the caller.
 */
public interface CompletedRequest {

    String requestId();

    /** When its head had arrived, milliseconds since the epoch. */
    long receivedMillis();

    RequestHead head();

    /** Null if the request could not be routed. */
    @Nullable S3Operation operation();

    /** Null if none was addressed; perhaps not a valid name. */
    @Nullable String bucket();

    /** Null if none was addressed. */
    @Nullable String key();

    /** Null if the request was refused before it was known who asks, or to somebody without a name. */
    @Nullable Principal principal();

    /** HTTP status sent; 0 if the connection ended before one could be. */
    int status();

    /** What was answered instead of a result; null if there was no error. */
    @Nullable S3Exception failure();

    /** Null if there was no error. */
    default @Nullable S3ErrorCode error() {
        S3Exception failure = failure();
        return failure == null ? null : failure.code();
    }

    /** Of the body, framing included. */
    long bytesIn();

    /** Of the body. */
    long bytesOut();

    /** From the end of the request's head to the end of its response. */
    long durationNanos();

    /** Of the duration: until it was clear who asks and that they may. */
    long authNanos();

    /** Of the duration: from there until it was served. */
    long queueNanos();

    /** Of the duration: from there until the answer was known. */
    long storeNanos();

    /** Of the connection; null for plain HTTP. */
    @Nullable String tlsVersion();

    /** Such as {@code HTTP/1.1}. */
    String httpVersion();
}
