package io.maxiofs.desktop.model;

import io.maxiofs.server.admin.api.AdminClient;
import java.net.URI;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server somebody is signed in to: the only way of screens to it. Safe on any thread.
 *
 * <p>Its calls block: use them from {@link io.maxiofs.desktop.fx.Background}.
 */
public final class Session implements AutoCloseable {
    private final Server server;
    private final AdminClient admin;
    private final URI s3Endpoint;
    private final String user;
    private final Supplier<S3Client> s3;

    /**
     * @param admin signed in; closed with the session
     * @param user who is signed in
     * @param s3 makes a client whose credentials are valid now; the caller closes it
     */
    public Session(Server server, AdminClient admin, URI s3Endpoint, String user, Supplier<S3Client> s3) {
        this.server = server;
        this.admin = admin;
        this.s3Endpoint = s3Endpoint;
        this.user = user;
        this.s3 = s3;
    }

    public Server server() {
        return server;
    }

    public AdminClient admin() {
        return admin;
    }

    /** Where the server says that it serves S3. */
    public URI s3Endpoint() {
        return s3Endpoint;
    }

    public String user() {
        return user;
    }

    /** A new client of the S3 port, path style, with temporary credentials of the user; the caller closes it. */
    public S3Client s3() {
        return s3.get();
    }

    @Override
    public void close() {
        admin.close();
    }
}
