package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersioningState;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Durable puts of 4 KiB through the whole engine: hashing, the committer's decision, the journal's force, the tables. Run it
 * with {@code -t 1}, {@code -t 8} and {@code -t 64}: what threads wait for together is forced together.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CommitterBenchmark {
    private static final int BODY_BYTES = 4096;
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final Owner OWNER = new Owner("owner", "owner");

    /** Keys are written over and over, as a busy bucket's are. */
    private static final long KEYS = 100_000;

    private final AtomicLong number = new AtomicLong();
    private TemporaryStore temporary;

    @Setup
    public void open() {
        temporary = new TemporaryStore(InstantSource.system(), EngineConfig.DEFAULT);
        temporary
                .store()
                .buckets()
                .create(new BucketCatalog.NewBucket(
                        BUCKET, OWNER, "", VersioningState.UNVERSIONED, false, Map.of()))
                .join();
    }

    @TearDown
    public void close() {
        temporary.close();
    }

    @Benchmark
    public ObjectVersion put() {
        StagedBody body;
        try (BodyWriter writer = temporary.store().newBody(BodySpec.ofSize(BODY_BYTES))) {
            writer.write(ByteBuffer.allocate(BODY_BYTES));
            body = writer.finish();
        }
        PutRequest request = new PutRequest(
                new PutRequest.Target(
                        BUCKET, ObjectKey.of("key/" + number.incrementAndGet() % KEYS), WriteCondition.NONE),
                OWNER,
                new PutRequest.Content(new ETag("0123456789abcdef0123456789abcdef"), null, Encryption.NONE),
                ObjectProperties.NONE,
                ObjectProtection.NONE);
        return temporary.store().put(request, body).join();
    }
}
