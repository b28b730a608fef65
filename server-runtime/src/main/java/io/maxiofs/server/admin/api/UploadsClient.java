package io.maxiofs.server.admin.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unfinished multipart uploads. Calls block and throw {@link AdminClientException}. Safe on any thread.
 *
 * <p>To give up all that are older than some days begin {@link BucketTask#abortUploads} on the bucket.
 */
public final class UploadsClient {
    private final AdminTransport transport;

    UploadsClient(AdminTransport transport) {
        this.transport = transport;
    }

    /**
     * By bucket, key and id.
     *
     * @param bucket null for all that the caller may list
     * @param olderThanDays only those begun longer ago; null for all
     * @param limit 1 to {@link Items#MAX_LIMIT}; null for {@link Items#DEFAULT_LIMIT}
     * @param cursor null for the beginning
     */
    public Items<UploadDocument> list(
            @Nullable String bucket,
            @Nullable Integer olderThanDays,
            @Nullable Integer limit,
            @Nullable String cursor) {
        String path = AdminPath.of("/api/v1/uploads")
                .with("bucket", bucket)
                .with("older-than-days", olderThanDays)
                .with("limit", limit)
                .with("cursor", cursor)
                .toString();
        return transport.readPage(transport.send("GET", path), UploadDocument.class);
    }

    /** @param uploads at most 1,000 */
    public UploadDocument.Outcome abort(List<UploadDocument.Ref> uploads) {
        return transport.read(
                transport.send("POST", "/api/v1/uploads/abort", new UploadDocument.Abortion(uploads)),
                UploadDocument.Outcome.class);
    }
}
