package io.maxiofs.storage.digest;

import io.maxiofs.storage.extent.ExtentConfig;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.extent.ExtentWriter;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A body of 64 MiB with MD5 and SHA-256 into a durable extent, in pieces of 64 KiB, by one client or two at a time. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DigestPipelineBenchmark {
    private static final int BODY_BYTES = 64 * 1024 * 1024;

    /** 0 hashes everything in the caller's thread. */
    @Param({"0", "32"})
    public int bodiesOnWorkers;

    /** Whether bytes are stored or only hashed. */
    @Param({"true", "false"})
    public boolean stored;

    private Path directory;
    private ExtentStore extents;
    private DigestWorkers workers;
    private ByteBuffer body;

    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "bench");
        extents = new ExtentStore(
                new LocalDisk(), directory, new AtomicLong()::incrementAndGet, ExtentConfig.defaults());
        DigestConfig config = DigestConfig.defaults();
        workers = new DigestWorkers(new DigestConfig(
                config.threads(),
                config.bufferBytes(),
                config.buffersPerBody(),
                bodiesOnWorkers,
                config.inlineBytes(),
                config.worthBytesPerSecond()));
        byte[] random = new byte[BODY_BYTES];
        new Random(1).nextBytes(random);
        body = ByteBuffer.allocateDirect(BODY_BYTES).put(random).flip();
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        workers.close();
        extents.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    @Benchmark
    public List<Object> put() {
        BodyDigests digests = new BodyDigests(true, Set.of(ChecksumAlgorithm.SHA256));
        if (!stored) {
            return List.of(run(digests, bytes -> bytes.position(bytes.limit())));
        }
        try (ExtentWriter writer = extents.create(null, BODY_BYTES)) {
            DigestValues values = run(digests, writer::write);
            long id = writer.finish().extentId();
            extents.delete(id);
            return List.of(values, id);
        }
    }

    private DigestValues run(BodyDigests digests, BodySink sink) {
        try (DigestPipeline pipeline = workers.start(digests, sink)) {
            for (int at = 0; at < BODY_BYTES; at += 64 * 1024) {
                pipeline.write(body.slice(at, 64 * 1024));
            }
            return pipeline.finish();
        }
    }
}
