package io.maxiofs.storage.index;

import io.maxiofs.storage.api.MemoryOnly;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** What the store asks of its index, over entries that are in the file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx256m")
public class IndexBenchmark {

    private static final int VALUE_BYTES = 160;
    private static final int LISTED = 1000;
    private static final int HOT = 1000;
    private static final int FLUSHED = 50_000;

    /** How many are in the file. */
    @Param("1000000")
    private int entries;

    private Path directory = Path.of("");
    private @Nullable Index index;
    private @Nullable IndexTable table;

    @Setup(Level.Trial)
    public void fill() throws IOException {
        directory = Files.createTempDirectory("index");
        IndexConfig config = IndexConfig.standard(InstantSource.system()).withFilteredTables(Set.of("objects"));
        Index opened = Index.open(new LocalDisk(), directory.resolve("index"), config, List.of("objects"));
        IndexTable objects = opened.table("objects");
        for (int i = 0; i < entries; i++) {
            objects.put(key(i), new byte[VALUE_BYTES]);
            if (opened.isMemoryFull()) {
                opened.freeze(new byte[0], Duration.ofMinutes(1));
            }
        }
        opened.flushNow(new byte[] {1});
        opened.awaitIdle(Duration.ofMinutes(1));
        index = opened;
        table = objects;
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        index().close();
        Index.delete(new LocalDisk(), directory.resolve("index"));
        Files.delete(directory);
    }

    @Benchmark
    public void put() {
        table().put(key(ThreadLocalRandom.current().nextInt(entries)), new byte[VALUE_BYTES]);
        if (index().isMemoryFull()) {
            index().freeze(new byte[] {2}, Duration.ofMinutes(1));
        }
    }

    @Benchmark
    public byte @Nullable [] hit() {
        return table().get(key(ThreadLocalRandom.current().nextInt(entries)));
    }

    /** Entries whose pages are in memory, as most are that are asked for often. */
    @Benchmark
    public byte @Nullable [] hotHit() {
        return table().get(key(ThreadLocalRandom.current().nextInt(HOT)));
    }

    /** The same on a thread that must not wait for a disk; what that costs is the difference. */
    @Benchmark
    public boolean hotHitFromMemoryOnly() {
        return MemoryOnly.run(() -> table().get(key(ThreadLocalRandom.current().nextInt(HOT))) != null)
                .isPresent();
    }

    @Benchmark
    public byte @Nullable [] miss() {
        return table().get(key(entries + ThreadLocalRandom.current().nextInt(entries)));
    }

    /** A listing of a thousand keys. */
    @Benchmark
    public int list() {
        Cursor cursor = table().cursor(key(ThreadLocalRandom.current().nextInt(entries)), null);
        int listed = 0;
        while (listed < LISTED && cursor.next()) {
            listed++;
        }
        return listed;
    }

    /** A step of a listing with a delimiter: over everything below a common prefix to what follows. */
    @Benchmark
    public byte[] seek() {
        Cursor cursor = table().cursor(new byte[0], null);
        cursor.seek(key(ThreadLocalRandom.current().nextInt(entries)));
        return cursor.next() ? cursor.key() : new byte[0];
    }

    /** Fifty thousand random entries, made durable in the file. */
    @Benchmark
    public void flush() throws IOException {
        for (int i = 0; i < FLUSHED; i++) {
            table().put(key(ThreadLocalRandom.current().nextInt(entries)), new byte[VALUE_BYTES]);
        }
        index().flushNow(new byte[] {3});
    }

    private Index index() {
        if (index == null) {
            throw new IllegalStateException("Not set up");
        }
        return index;
    }

    private IndexTable table() {
        if (table == null) {
            throw new IllegalStateException("Not set up");
        }
        return table;
    }

    private static byte[] key(int number) {
        return ("00000017/photos/2026/" + HexFormat.of().toHexDigits(number * 0x9E3779B1) + "/image-original.jpeg")
                .getBytes(StandardCharsets.UTF_8);
    }
}
