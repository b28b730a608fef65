package io.maxiofs.server.testing;

import io.maxiofs.server.admin.api.AccessKeyDocument;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.UserDocument;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where tests go that need nothing but S3: a server of their own, or any other. Another one is named by the system
 * properties {@code maxiofs.test.endpoint}, {@code .accessKey}, {@code .secretKey}, {@code .region} and, for a second
 * account, {@code .otherAccessKey} and {@code .otherSecretKey}.
 */
public final class TestEndpoint implements AutoCloseable {
    private static final String PREFIX = "maxiofs.test.";
    private static final String STRANGER_KEY = "AKIASTRANGER00000000";
    private static final String STRANGER_SECRET = "the-secret-of-a-stranger-0123456789-abcd";

    private final @Nullable TestServer server;
    private final SignedHttp owner;
    private final SignedHttp stranger;
    private final SignedHttp nobody;

    private TestEndpoint(@Nullable TestServer server, SignedHttp owner, SignedHttp stranger, SignedHttp nobody) {
        this.server = server;
        this.owner = owner;
        this.stranger = stranger;
        this.nobody = nobody;
    }

    /** Starts a server unless another one is named. */
    public static TestEndpoint open() {
        String external = System.getProperty(PREFIX + "endpoint");
        return external == null ? own() : external(URI.create(external));
    }

    private static TestEndpoint external(URI endpoint) {
        String region = System.getProperty(PREFIX + "region", TestServer.REGION);
        return new TestEndpoint(
                null,
                SignedHttp.of(endpoint, region, required("accessKey"), required("secretKey")),
                SignedHttp.of(endpoint, region, required("otherAccessKey"), required("otherSecretKey")),
                SignedHttp.unsigned(endpoint));
    }

    private static String required(String name) {
        String value = System.getProperty(PREFIX + name);
        if (value == null) {
            throw new IllegalStateException(PREFIX + "endpoint needs " + PREFIX + name);
        }
        return value;
    }

    private static TestEndpoint own() {
        TestServer server = TestServer.start(Map.of(
                "s3.acl.enabled", "true", "s3.public-access-block.default", "false", "s3.sse-c.require-tls", "false"));
        try (AdminClient admin = server.adminClient()) {
            admin.createUser(new UserDocument.New(
                    "stranger",
                    null,
                    null,
                    null,
                    null,
                    null,
                    new AccessKeyDocument.Chosen(STRANGER_KEY, STRANGER_SECRET)));
        }
        return new TestEndpoint(
                server,
                SignedHttp.of(server.endpoint(), TestServer.REGION, TestServer.ACCESS_KEY, TestServer.SECRET_KEY),
                SignedHttp.of(server.endpoint(), TestServer.REGION, STRANGER_KEY, STRANGER_SECRET),
                SignedHttp.unsigned(server.endpoint()));
    }

    /** Whether it is this project's server, started for the test. */
    public boolean isOwn() {
        return server != null;
    }

    /** Signs with the account that makes the buckets. */
    public SignedHttp owner() {
        return owner;
    }

    /** Signs with an account that has no rights in them. */
    public SignedHttp stranger() {
        return stranger;
    }

    /** Signs nothing. */
    public SignedHttp nobody() {
        return nobody;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
