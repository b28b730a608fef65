package io.maxiofs.server.admin.api;

/** Credentials for the S3 port for whoever is signed in. Calls block and throw {@link AdminClientException}. */
public final class S3AccessClient {
    private final AdminTransport transport;

    S3AccessClient(AdminTransport transport) {
        this.transport = transport;
    }

    /** Temporary credentials; ask again before they expire. */
    public S3Credentials credentials(S3Credentials.Request request) {
        return transport.read(transport.send("POST", "/api/v1/auth/s3-credentials", request), S3Credentials.class);
    }
}
