package io.maxiofs.server.testing;

import io.maxiofs.server.DataLayout;
import io.maxiofs.server.LocalStore;
import io.maxiofs.server.Server;
import io.maxiofs.server.ServerOptions;
import io.maxiofs.server.StoreOpener;
import io.maxiofs.server.Surroundings;
import io.maxiofs.server.Timers;
import io.maxiofs.server.admin.api.AdminClient;
import io.maxiofs.server.admin.api.AdminJson;
import io.maxiofs.server.admin.api.LocalAccess;
import io.maxiofs.server.config.Configuration;
import io.maxiofs.server.config.ConfigurationLoader;
import io.maxiofs.server.config.ServerSettings;
import io.maxiofs.server.identity.FirstAdministrator;
import io.maxiofs.storage.api.ObjectStore;
import io.maxiofs.storage.engine.EngineConfig;
import io.maxiofs.storage.engine.TenantLimits;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.journal.JournalConfig;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A whole server in this process, on free ports, in a temporary directory. Its administrator's credentials are those of
 * the constants. Used by one thread.
 */
public final class TestServer implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "a password for tests";
    public static final String ACCESS_KEY = "AKIATESTTESTTESTTEST";
    public static final String SECRET_KEY = "secret/of/the/tests/0123456789+abcdefghi";
    public static final String REGION = "us-east-1";

    private static final int MIB = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Map<String, String> settings;
    private final StoreOpener storeOpener;
    private final InstantSource clock;
    private final Timers timers;
    private Path data;
    private Server server;
    private @Nullable S3Client client;
    private @Nullable ObjectStore store;

    private TestServer(Map<String, String> settings, StoreOpener storeOpener, InstantSource clock, Timers timers) {
        this.settings = Map.copyOf(settings);
        this.storeOpener = storeOpener;
        this.clock = clock;
        this.timers = timers;
        this.data = directory.path().resolve("data");
        try {
            this.server = launch();
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    /** With default settings. */
    public static TestServer start() {
        return start(Map.of());
    }

    /** @param settings by key, as for {@code --set} */
    public static TestServer start(Map<String, String> settings) {
        return start(settings, InstantSource.system());
    }

    /** @param clock the server's only source of time, but for signatures made by clients */
    public static TestServer start(Map<String, String> settings, InstantSource clock) {
        return new TestServer(settings, new LocalStore(TestServer::small), clock, Timers.THREADS);
    }

    /**
     * With a disk and timers of the test.
     *
     * @param disk wraps the one of this machine
     */
    public static TestServer start(
            Map<String, String> settings, InstantSource clock, Timers timers, UnaryOperator<Disk> disk) {
        return new TestServer(settings, new LocalStore(TestServer::small, disk), clock, timers);
    }

    /** On the reference model: what it stores survives {@link #restart()}, but there is nothing on the disk. */
    public static TestServer startInMemory(Map<String, String> settings, InstantSource clock) {
        InMemoryObjectStore store = new InMemoryObjectStore(clock);
        return new TestServer(
                settings,
                (path, configuration, time, tenants) -> new StoreOpener.Opened(store, () -> {}),
                clock,
                Timers.THREADS);
    }

    /** Little to prepare at start, and compaction reachable. */
    private static EngineConfig small(EngineConfig config) {
        return config.withJournal(new JournalConfig(8 * MIB, 1, 1, 4 * MIB, 4 * MIB, 64));
    }

    private Server launch() {
        Map<String, String> flags = new HashMap<>(settings);
        flags.putIfAbsent(ServerSettings.LISTEN.key(), "127.0.0.1:0");
        flags.putIfAbsent(ServerSettings.ADMIN_LISTEN.key(), "127.0.0.1:0");
        flags.putIfAbsent(ServerSettings.S3_REGION.key(), REGION);
        // A disk that is nearly full is no reason for a test to fail.
        flags.putIfAbsent(ServerSettings.STORAGE_FREE_SPACE_FLOOR.key(), "0");
        return Server.start(new ServerOptions(
                ConfigurationLoader.load(flags, Map.of(), null),
                dataDirectory(),
                Map.of(
                        FirstAdministrator.PASSWORD_VARIABLE,
                        ADMIN_PASSWORD,
                        FirstAdministrator.ACCESS_KEY_VARIABLE,
                        ACCESS_KEY,
                        FirstAdministrator.SECRET_KEY_VARIABLE,
                        SECRET_KEY),
                this::openStore,
                made -> {},
                new Surroundings(clock, new SecureRandom(), timers),
                step -> {}));
    }

    private StoreOpener.Opened openStore(
            Path path, Configuration configuration, InstantSource time, TenantLimits tenants) throws IOException {
        StoreOpener.Opened opened = storeOpener.open(path, configuration, time, tenants);
        store = opened.store();
        return opened;
    }

    /** Stores objects of one byte, named {@code file-000000.txt} and on, past the S3 port: thousands in a second. */
    public void storeMany(String bucket, int count) {
        ManyObjects.store(Objects.requireNonNull(store), new BucketName(bucket), count);
    }

    /** Address of the S3 port. */
    public URI endpoint() {
        return server.s3();
    }

    /** Address of the admin port. */
    public URI admin() {
        return server.admin();
    }

    public Path dataDirectory() {
        return data;
    }

    /** From the next start on the data is there. */
    public void moved(Path to) {
        data = to;
    }

    /** A client with the administrator's key, path style; closed with the server. */
    public S3Client s3() {
        S3Client current = client;
        if (current == null) {
            current = s3(ACCESS_KEY, SECRET_KEY);
            client = current;
        }
        return current;
    }

    /** A client with another key; the caller closes it. */
    public S3Client s3(String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .forcePathStyle(true)
                .httpClientBuilder(patient())
                .build();
    }

    /** Waits for a busy machine rather than asking again, which is another request than the test meant. */
    public static UrlConnectionHttpClient.Builder patient() {
        return UrlConnectionHttpClient.builder().connectionTimeout(PATIENCE).socketTimeout(PATIENCE);
    }

    /** A client of the admin API with the local token; the caller closes it. */
    public AdminClient adminClient() {
        return AdminClient.connect(localAccess());
    }

    /** What the file for local programs says. */
    public LocalAccess localAccess() {
        try {
            byte[] content = Files.readAllBytes(new DataLayout(dataDirectory()).localAccess());
            return AdminJson.lenient().read(content, LocalAccess.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server cleanly and starts it again on the same data; ports change. */
    public void restart() {
        stop();
        startAgain();
    }

    /** After {@link #stop()}, on the same data; ports change. */
    public void startAgain() {
        server = launch();
    }

    /** Stops the server cleanly and leaves its data. */
    public void stop() {
        closeClient();
        List<String> unfinished = server.stop();
        if (!unfinished.isEmpty()) {
            throw new AssertionError("Not stopped cleanly: " + unfinished);
        }
    }

    private void closeClient() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } finally {
            directory.close();
        }
    }
}
