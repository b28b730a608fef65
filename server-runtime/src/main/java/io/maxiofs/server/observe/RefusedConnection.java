package io.maxiofs.server.observe;

import io.maxiofs.server.admin.api.FailureReason;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.RequestHead;
import io.maxiofs.server.s3.request.S3Operation;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the S3 port that ended before there was a request the server could read.
 *
 * @param receivedMillis when that was clear, milliseconds since the epoch
 * @param head what could be read of it; method and path are empty where nothing could
 * @param detail what belongs into the sentence of the reason; null for nothing
 * @param failure what was answered; null if nothing could be
 */
public record RefusedConnection(
        String requestId,
        long receivedMillis,
        RequestHead head,
        FailureReason reason,
        @Nullable String detail,
        @Nullable S3Exception failure)
        implements CompletedRequest {

    @Override
    public int status() {
        return failure == null ? 0 : failure.code().status();
    }

    @Override
    public @Nullable S3Operation operation() {
        return null;
    }

    @Override
    public @Nullable String bucket() {
        return null;
    }

    @Override
    public @Nullable String key() {
        return null;
    }

    @Override
    public @Nullable Principal principal() {
        return null;
    }

    @Override
    public long bytesIn() {
        return 0;
    }

    @Override
    public long bytesOut() {
        return 0;
    }

    @Override
    public long durationNanos() {
        return 0;
    }

    @Override
    public long authNanos() {
        return 0;
    }

    @Override
    public long queueNanos() {
        return 0;
    }

    @Override
    public long storeNanos() {
        return 0;
    }

    @Override
    public @Nullable String tlsVersion() {
        return null;
    }

    @Override
    public String httpVersion() {
        return "";
    }
}
