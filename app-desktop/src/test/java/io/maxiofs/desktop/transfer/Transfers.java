package io.maxiofs.desktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.server.testing.TemporaryDirectory;
import io.maxiofs.server.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server, a folder with files, and an engine that can be closed and opened again. For one thread. */
final class Transfers implements AutoCloseable {
    static final String BUCKET = "transfers";
    static final int MIB = 1 << 20;
    static final TransferSettings QUICK =
            new TransferSettings(3, 4, 12L * MIB, 5L * MIB, 4, Duration.ofMillis(20), Duration.ofMillis(200), 100_000);

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final TemporaryDirectory directory = new TemporaryDirectory();
    private final Semaphore changes = new Semaphore(0);
    private final TestServer server = TestServer.start();
    private volatile S3Client client;
    private @Nullable TransferEngine engine;

    Transfers() {
        client = connect(new ExecutionInterceptor() {});
        client.createBucket(b -> b.bucket(BUCKET));
    }

    /** Looks into every request of the engine from now on, and reaches the server where it is now. */
    S3Client connect(ExecutionInterceptor interceptor) {
        client = at(server.endpoint(), interceptor);
        return client;
    }

    private static S3Client at(URI endpoint, ExecutionInterceptor interceptor) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(TestServer.REGION))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(30)))
                .overrideConfiguration(
                        o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).addExecutionInterceptor(interceptor))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestServer.ACCESS_KEY, TestServer.SECRET_KEY)))
                .build();
    }

    TestServer server() {
        return server;
    }

    S3Client s3() {
        return client;
    }

    S3Access access() {
        return () -> client;
    }

    Path folder() {
        return directory.path();
    }

    TransferEngine engine() {
        TransferEngine current = engine;
        return current == null ? open(QUICK) : current;
    }

    TransferEngine open(TransferSettings settings) {
        TransferEngine opened =
                TransferEngine.open(folder().resolve("journal"), access(), settings, InstantSource.system());
        opened.onChange(changes::release);
        engine = opened;
        return opened;
    }

    /** As the end of the application. */
    void closeEngine() {
        if (engine != null) {
            engine.close();
            engine = null;
        }
    }

    Path file(String name, int bytes) {
        byte[] content = new byte[bytes];
        new Random(name.hashCode() + bytes).nextBytes(content);
        try {
            Path file = folder().resolve("files").resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    long upload(Path file, String key) throws IOException, InterruptedException {
        return engine().add(List.of(new TransferTask.Upload(
                        file, Files.size(file), Files.getLastModifiedTime(file).toMillis(), BUCKET, key, true)))
                .getFirst();
    }

    long download(String key, Path file) throws InterruptedException {
        return engine().add(List.of(new TransferTask.Download(BUCKET, key, null, null, 0, folder(), file, false)))
                .getFirst();
    }

    void put(String key, int bytes) {
        byte[] content = new byte[bytes];
        new Random(key.hashCode()).nextBytes(content);
        client.putObject(b -> b.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
    }

    byte[] stored(String key) {
        return client.getObjectAsBytes(b -> b.bucket(BUCKET).key(key)).asByteArray();
    }

    int unfinishedUploads() {
        return client.listMultipartUploads(b -> b.bucket(BUCKET)).uploads().size();
    }

    TransferProgress await(long id, TransferState state) {
        return await(id, progress -> progress.state() == state);
    }

    TransferProgress await(long id, Predicate<TransferProgress> condition) {
        awaitThat(() -> condition.test(progress(id)), () -> String.valueOf(progress(id)));
        return progress(id);
    }

    /** Waits until so many parts would survive a restart. */
    void awaitParts(int count) {
        awaitThat(() -> partsInJournal() >= count, () -> partsInJournal() + " parts");
    }

    private long partsInJournal() {
        try (Stream<String> lines = Files.lines(folder().resolve("journal").resolve(TransferJournal.FILE))) {
            return lines.filter(line -> line.contains("\"part\":")).count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    TransferProgress progress(long id) {
        TransferProgress progress = engine().transfer(id);
        assertThat(progress).as("transfer %d", id).isNotNull();
        return java.util.Objects.requireNonNull(progress);
    }

    /** Looks again whenever something changed. */
    void awaitThat(BooleanSupplier condition, java.util.function.Supplier<String> told) {
        Instant end = Instant.now().plus(DEADLINE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("Not within " + DEADLINE + ": " + told.get());
            }
            try {
                boolean changed = changes.tryAcquire(100, TimeUnit.MILLISECONDS);
                if (changed) {
                    changes.drainPermits();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        closeEngine();
        client.close();
        server.close();
        directory.close();
    }
}
