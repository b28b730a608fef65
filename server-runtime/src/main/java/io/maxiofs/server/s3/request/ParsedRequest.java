package io.maxiofs.server.s3.request;

import io.maxiofs.server.s3.error.ErrorSubject;
import io.maxiofs.storage.model.ObjectKey;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, before it is known who asks.
 *
 * @param bucketName null on the service's own resource; perhaps not a valid name
 * @param objectKey null unless the request names an object
 */
public record ParsedRequest(
        S3Operation operation,
        @Nullable String bucketName,
        @Nullable ObjectKey objectKey,
        QueryParameters query) {

    /** What error documents about this request name. */
    public ErrorSubject subject() {
        return new ErrorSubject(
                bucketName,
                objectKey == null ? null : objectKey.value(),
                query.value("versionId"),
                query.value("uploadId"));
    }
}
