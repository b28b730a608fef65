package io.maxiofs.storage.index;

import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Loads an index with many entries in a small heap and says what that costs: heap and file bytes per entry, the time of
 * puts, hits, misses, listings and opening. Run with {@code -Xmx256m}; arguments: entries (10000000), order of keys
 * ({@code random} or {@code sorted}, then followed by random changes), directory.
 */
public final class IndexFootprint {

    private static final int VALUE_BYTES = 160;
    private static final int SAMPLES = 20_000;

    private final int entries;
    private final boolean sorted;
    private final IndexConfig config = IndexConfig.standard(InstantSource.system()).withFilteredTables(Set.of("objects"));

    private IndexFootprint(int entries, boolean sorted) {
        this.entries = entries;
        this.sorted = sorted;
    }

    public static void main(String[] arguments) throws IOException {
        int entries = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000_000;
        boolean sorted = arguments.length > 1 && arguments[1].equals("sorted");
        Path directory = arguments.length > 2 ? Path.of(arguments[2]) : Files.createTempDirectory("index");
        Files.createDirectories(directory);
        Path file = directory.resolve("index");
        System.out.printf(
                "%,d entries, keys of %d bytes in %s order, values of %d, heap of %d MiB%n",
                entries,
                key(0).length,
                sorted ? "ascending" : "random",
                VALUE_BYTES,
                Runtime.getRuntime().maxMemory() >> 20);
        IndexFootprint footprint = new IndexFootprint(entries, sorted);
        footprint.memoryTable();
        footprint.load(file);
        footprint.read(file);
        Index.delete(new LocalDisk(), file);
        Files.delete(directory);
    }

    private void memoryTable() {
        long before = usedHeap();
        MemoryTable table = new MemoryTable();
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            table.set(key(random.nextInt()), new byte[VALUE_BYTES]);
        }
        long used = usedHeap() - before;
        System.out.printf(
                "memory table: %d bytes of heap per entry, of which %d are its own; estimated %d%n",
                used / 100_000, key(0).length + VALUE_BYTES, table.bytes() / 100_000);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void load(Path file) throws IOException {
        long start = System.nanoTime();
        long waited = 0;
        try (Index index = Index.open(new LocalDisk(), file, config, List.of("objects"))) {
            IndexTable table = index.table("objects");
            for (int i = 0; i < entries; i++) {
                table.put(key(number(i)), new byte[VALUE_BYTES]);
                if (index.isMemoryFull()) {
                    long before = System.nanoTime();
                    if (!index.freeze(new byte[] {1}, Duration.ofMinutes(5))) {
                        throw new IOException("Not flushed: " + index.flushFailure());
                    }
                    waited += System.nanoTime() - before;
                }
                if (i % (entries / 10) == entries / 10 - 1) {
                    progress(index, i + 1, start);
                }
            }
            index.flushNow(new byte[] {2});
            System.out.printf("waiting for flushes: %.1f s%n", waited / 1e9);
            long upkeep = System.nanoTime();
            index.awaitIdle(Duration.ofMinutes(10));
            System.out.printf("upkeep afterwards: %.1f s%n", (System.nanoTime() - upkeep) / 1e9);
            progress(index, entries, start);
            if (sorted) {
                change(index);
            }
            System.out.printf("heap in use after a collection: %,d KiB%n", usedHeap() / 1024);
        }
    }

    /** What a full index costs: changes all over it. */
    private void change(Index index) throws IOException {
        Random random = new Random(3);
        int changes = entries / 50;
        long start = System.nanoTime();
        for (int i = 0; i < changes; i++) {
            index.table("objects").put(key(number(random.nextInt(entries))), new byte[VALUE_BYTES]);
            if (index.isMemoryFull() && !index.freeze(new byte[] {3}, Duration.ofMinutes(5))) {
                throw new IOException("Not flushed: " + index.flushFailure());
            }
        }
        index.flushNow(new byte[] {4});
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%,d random changes made durable in the file in %.1f s%n", changes, seconds);
        index.awaitIdle(Duration.ofMinutes(10));
        progress(index, entries, start);
    }

    private static void progress(Index index, int done, long start) {
        IndexStatus status = index.status();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%,12d puts, %,9.0f/s, file %,d MiB (%d bytes per entry), live %d %%, filter %,d KiB, flushes %d%n",
                done,
                done / seconds,
                status.fileBytes() >> 20,
                status.fileBytes() / done,
                status.livePercent(),
                status.heap().filterBytes() >> 10,
                status.flushes());
    }

    private void read(Path file) throws IOException {
        long start = System.nanoTime();
        try (Index index = Index.open(new LocalDisk(), file, config, List.of("objects"))) {
            System.out.printf("opened in %.0f ms%n", (System.nanoTime() - start) / 1e6);
            IndexTable table = index.table("objects");
            Random random = new Random(2);
            time("hit", () -> {
                if (table.get(key(number(random.nextInt(entries)))) == null) {
                    throw new IllegalStateException("An entry is missing");
                }
            });
            time("miss", () -> {
                if (table.get(key(number(entries + random.nextInt(entries)))) != null) {
                    throw new IllegalStateException("An entry too many");
                }
            });
            time("seek and one entry", () -> {
                Cursor cursor = table.cursor(key(number(random.nextInt(entries))), null);
                cursor.next();
            });
            time("1,000 entries", () -> {
                Cursor cursor = table.cursor(key(number(random.nextInt(entries))), null);
                for (int i = 0; i < 1000 && cursor.next(); i++) {
                    cursor.value();
                }
            });
        }
    }

    private static void time(String what, Runnable operation) {
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long start = System.nanoTime();
            operation.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-20s median %,d us, p99 %,d us, longest %,d us%n",
                what,
                TimeUnit.NANOSECONDS.toMicros(nanos[SAMPLES / 2]),
                TimeUnit.NANOSECONDS.toMicros(nanos[SAMPLES * 99 / 100]),
                TimeUnit.NANOSECONDS.toMicros(nanos[SAMPLES - 1]));
    }

    private int number(int i) {
        return sorted ? i : i * 0x9E3779B1;
    }

    /** Like those of the store: a bucket's id and the object's name. */
    private static byte[] key(int number) {
        return ("00000017/photos/2026/" + HexFormat.of().toHexDigits(number) + "/image-original.jpeg")
                .getBytes(StandardCharsets.UTF_8);
    }
}
