package io.maxiofs.server.s3.wire;

import io.maxiofs.server.event.OwnObjects;
import io.maxiofs.server.event.accesslog.AccessLogDelivery;
import io.maxiofs.server.http.RawConnection;
import io.maxiofs.server.http.RequestSigner;
import io.maxiofs.server.http.S3Edge;
import io.maxiofs.server.http.S3Server;
import io.maxiofs.server.http.S3ServerConfig;
import io.maxiofs.server.http.S3ServerParts;
import io.maxiofs.server.identity.CredentialSource;
import io.maxiofs.server.identity.Principal;
import io.maxiofs.server.identity.SecretKey;
import io.maxiofs.server.observe.RequestObserver;
import io.maxiofs.server.policy.AccessControl;
import io.maxiofs.server.policy.IdentityPolicies;
import io.maxiofs.server.s3.auth.FormAuthenticator;
import io.maxiofs.server.s3.cors.CorsPolicy;
import io.maxiofs.server.s3.operation.OperationHandler;
import io.maxiofs.server.s3.operation.OperationParts;
import io.maxiofs.server.s3.operation.OperationSettings;
import io.maxiofs.server.s3.operation.S3OperationTable;
import io.maxiofs.server.s3.operation.S3Operations;
import io.maxiofs.server.s3.operation.caller.NamedUsers;
import io.maxiofs.server.s3.operation.form.PostObjectHandler;
import io.maxiofs.server.s3.request.S3Operation;
import io.maxiofs.server.service.NewBucketRules;
import io.maxiofs.server.testing.SignedHttp;
import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import io.maxiofs.server.website.WebsiteHosts;
import io.maxiofs.server.website.Websites;
import io.maxiofs.storage.engine.EngineConfig;
import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreOptions;
import io.maxiofs.storage.engine.TenantLimits;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.journal.JournalConfig;
import io.maxiofs.storage.model.Owner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The S3 port over a store on the disk, in a temporary directory, with as many users as are asked for. Used by one thread
 * but for its clients.
 */
public final class WireServer implements AutoCloseable {
    public static final String REGION = "eu-test-1";

    /** Buckets are websites as BUCKET.site.test. */
    public static final String WEBSITE_SUFFIX = "site.test";

    private static final Duration STOP_DEADLINE = Duration.ofMinutes(1);

    /** Bodies above this are written to files of their own. */
    private static final int INLINE_BYTES = 64 << 10;

    private static final int MIB = 1 << 20;

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final LocalObjectStore store;
    private final S3Server server;
    private final AccessLogDelivery accessLog;
    private final S3Client alice;
    private final S3Client bob;

    private WireServer(NewBucketRules newBuckets, OperationSettings.Data data) {
        InstantSource clock = InstantSource.system();
        this.store = open(directory.path(), clock, data.encryptsByDefault());
        CredentialSource credentials = id -> Optional.of(credential(id));
        AccessControl authorizer = new AccessControl(store, IdentityPolicies.NONE, REGION);
        Map<S3Operation, OperationHandler> handlers = S3Operations.handlers(new OperationParts(
                store,
                clock,
                new OperationSettings(REGION, INLINE_BYTES, data),
                newBuckets,
                authorizer,
                new NamedUsers()));
        PostObjectHandler.addTo(handlers, new FormAuthenticator(credentials, REGION), authorizer);
        S3OperationTable table = S3OperationTable.of(handlers);
        this.accessLog = new AccessLogDelivery(
                        new OwnObjects(store),
                        REGION,
                        new AccessLogDelivery.Limits(Duration.ofMillis(100), 64 << 10, 1000),
                        clock,
                        new Random(11))
                .start();
        this.server = S3Server.start(
                S3ServerConfig.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), REGION),
                new S3ServerParts(
                        credentials,
                        authorizer,
                        table,
                        RequestObserver.NONE,
                        clock,
                        new Random(7),
                        new S3Edge(
                                new CorsPolicy(store.buckets()::find),
                                new Websites(new WebsiteHosts(WEBSITE_SUFFIX), store.buckets(), authorizer, table),
                                accessLog)));
        this.alice = client("alice");
        this.bob = client("bob");
    }

    private static LocalObjectStore open(Path directory, InstantSource clock, boolean encrypted) {
        // Little to prepare at start, and a full disk of the machine is no reason for a test to fail.
        EngineConfig config = EngineConfig.DEFAULT
                .withJournal(new JournalConfig(8 * MIB, 1, 1, 4 * MIB, 4 * MIB, 64))
                .withSpace(new EngineConfig.Space(
                        0, 0, EngineConfig.DEFAULT.space().minimumPartBytes()))
                .withEncryption(encrypted)
                .withInlineBytes(INLINE_BYTES);
        try {
            return LocalObjectStore.open(
                    directory,
                    new StoreOptions(new LocalDisk(), config, clock, new SecureRandom(), TenantLimits.NONE),
                    records -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** New buckets enforce their owner and do not block public access. */
    public static WireServer start() {
        return start(new NewBucketRules(false, false));
    }

    /** @param newBuckets what buckets start as */
    public static WireServer start(NewBucketRules newBuckets) {
        return new WireServer(newBuckets, OperationSettings.Data.STANDARD);
    }

    /** @param data what happens to data of which nobody says anything */
    public static WireServer start(OperationSettings.Data data) {
        return new WireServer(new NewBucketRules(false, false), data);
    }

    public LocalObjectStore store() {
        return store;
    }

    public Path directory() {
        return directory.path();
    }

    /** Every name is a user, whose key and secret are made of it. */
    private static CredentialSource.Credential credential(String user) {
        Principal principal = new Principal(
                Principal.Kind.USER, user, user, new Owner(user + "-id", user), "", user + "@example.com");
        return new CredentialSource.Credential(principal, new SecretKey(secret(user)), 1);
    }

    private static String secret(String user) {
        return "secret-of-" + user;
    }

    private static AwsCredentialsProvider credentials(String user) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(user, secret(user)));
    }

    private S3Client client(String user) {
        return client(credentials(user));
    }

    private S3Client client(AwsCredentialsProvider credentials) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .httpClientBuilder(TestServer.patient())
                .build();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.address().getPort());
    }

    public S3Client alice() {
        return alice;
    }

    public S3Client bob() {
        return bob;
    }

    /** Requests of a user as they are written. */
    public SignedHttp http(String user) {
        return SignedHttp.of(endpoint(), REGION, user, secret(user));
    }

    /** A client without credentials; the caller closes it. */
    public S3Client nobody() {
        return client(AnonymousCredentialsProvider.create());
    }

    /** Signs links as Alice; the caller closes it. */
    public S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(credentials("alice"))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
    }

    public RawConnection connect() throws IOException {
        return new RawConnection(server.address());
    }

    /**
     * One request of Alice on a connection of its own, with headers and paths no SDK would send.
     *
     * @param query in canonical form
     * @param more names and values of headers by turns
     */
    public RawConnection.Response call(String method, String path, String query, byte[] body, String... more)
            throws IOException {
        try (RawConnection connection = connect()) {
            return connection.exchange(
                    method, query.isEmpty() ? path : path + "?" + query, signed(method, path, query, body, more), body);
        }
    }

    /** The headers of such a request. */
    public Map<String, String> signed(String method, String path, String query, byte[] body, String... more) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Host", "127.0.0.1:" + server.address().getPort());
        headers.put("x-amz-content-sha256", RequestSigner.sha256(body));
        for (int i = 0; i < more.length; i += 2) {
            headers.put(more[i], more[i + 1]);
        }
        if (!headers.containsKey("Transfer-Encoding")) {
            headers.put("Content-Length", Integer.toString(body.length));
        }
        return signer("alice").sign(method, path, query, headers);
    }

    /** Signs as a user does. */
    public RequestSigner signer(String user) {
        return new RequestSigner(
                user, secret(user), REGION, InstantSource.system().instant());
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
        server.stop(STOP_DEADLINE);
        try {
            accessLog.close();
            store.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            directory.close();
        }
    }
}
