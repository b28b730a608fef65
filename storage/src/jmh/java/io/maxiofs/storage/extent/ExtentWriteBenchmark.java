package io.maxiofs.storage.extent;

import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Durable extents per second, with and without prepared names and write-behind. Deleting them is part of it. */
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ExtentWriteBenchmark {
    @Param({"0", "32"})
    public int preparedNames;

    @Param({"0", "8388608"})
    public long writeBehindBytes;

    @Param({"262144", "67108864"})
    public int bodyBytes;

    private Path directory;
    private ExtentStore extents;
    private ByteBuffer piece;

    @Setup
    public void open() throws IOException {
        directory = Files.createTempDirectory(Path.of("target"), "bench");
        extents = new ExtentStore(
                new LocalDisk(),
                directory,
                new AtomicLong()::incrementAndGet,
                new ExtentConfig(256 * 1024, 16, 0, preparedNames, writeBehindBytes, false));
        piece = ByteBuffer.allocateDirect(256 * 1024);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        extents.close();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }

    @Benchmark
    @Threads(1)
    public long oneAtATime() {
        return write();
    }

    @Benchmark
    @Threads(8)
    public long eightAtATime() {
        return write();
    }

    private long write() {
        try (ExtentWriter writer = extents.create(null, bodyBytes)) {
            for (int at = 0; at < bodyBytes; at += piece.capacity()) {
                writer.write(piece.duplicate());
            }
            long id = writer.finish().extentId();
            extents.delete(id);
            return id;
        }
    }
}
