package io.maxiofs.server.s3.error;

import org.jspecify.annotations.Nullable;

/**
 * What the failed request was about, for the elements error documents carry. Each is null if the request does not name
 * it.
 */
public record ErrorSubject(
        @Nullable String bucket,
        @Nullable String key,
        @Nullable String versionId,
        @Nullable String uploadId) {
    /** Of a request that could not be parsed. */
    public static final ErrorSubject UNKNOWN = new ErrorSubject(null, null, null, null);
}
