package io.maxiofs.server.admin.api;

import org.jspecify.annotations.Nullable;

/**
 * Links to objects for people without an account. Users see their own, administrators all. Calls block and throw {@link
 * AdminClientException}. Safe on any thread.
 */
public final class SharesClient {
    private final AdminTransport transport;

    SharesClient(AdminTransport transport) {
        this.transport = transport;
    }

    /**
     * The newest first.
     *
     * @param bucket and {@code key}: null for all
     * @param limit 1 to {@link Items#MAX_LIMIT}; null for {@link Items#DEFAULT_LIMIT}
     * @param cursor null for the beginning
     */
    public Items<ShareDocument> list(
            @Nullable String bucket, @Nullable String key, @Nullable Integer limit, @Nullable String cursor) {
        String path = AdminPath.of("/api/v1/shares")
                .with("bucket", bucket)
                .with("key", key)
                .with("limit", limit)
                .with("cursor", cursor)
                .toString();
        return transport.readPage(transport.send("GET", path), ShareDocument.class);
    }

    public ShareDocument.Issued create(ShareDocument.New share) {
        return transport.read(transport.send("POST", "/api/v1/shares", share), ShareDocument.Issued.class);
    }

    public ShareDocument get(String id) {
        return transport.read(
                transport.send("GET", AdminPath.of("/api/v1/shares").segment(id).toString()), ShareDocument.class);
    }

    /** The link stops working at once; it stays in the list until it is forgotten. */
    public ShareDocument revoke(String id) {
        String path =
                AdminPath.of("/api/v1/shares").segment(id).segment("revoke").toString();
        return transport.read(transport.send("POST", path), ShareDocument.class);
    }

    /** Revokes the link and takes it from the list. */
    public void delete(String id) {
        transport.send("DELETE", AdminPath.of("/api/v1/shares").segment(id).toString());
    }
}
