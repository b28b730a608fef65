package io.maxiofs.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Readers beside a writer whose tables are frozen and flushed all the time. */
@Timeout(600)
class IndexConcurrencyTest {

    private static final int KEYS = 40_000;
    private static final int FREEZE_EVERY = 2_000;
    private static final String TABLE = "objects";

    @TempDir
    private Path directory;

    /** Keys 0 to this have been put; what a reader finds here must be there for it. */
    private final AtomicInteger done = new AtomicInteger();

    private final long seed = TestSeed.get();

    @Test
    void everyKeyPutBeforeAReadBeganIsSeenOnceAndInOrder() throws Exception {
        IndexConfig standard = IndexConfig.standard(InstantSource.system());
        // A small filter, cache and dirty limit: filters grow, pages are read again, a flush commits many times.
        IndexConfig config =
                new IndexConfig(1 << 20, 1 << 20, 256 * 1024, 1 << 18, Set.of(TABLE), 70, standard.clock());
        try (Index index = Index.open(new LocalDisk(), directory.resolve("index"), config, List.of(TABLE));
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> tasks =
                    List.of(() -> write(index), () -> scan(index, 1), () -> get(index, 2), () -> skip(index, 3));
            List<Future<Integer>> results = threads.invokeAll(tasks);
            for (Future<Integer> result : results) {
                assertThat(result.get()).isPositive();
            }
            System.out.println("flushes " + results.get(0).get() + ", scans "
                    + results.get(1).get() + ", gets " + results.get(2).get() + ", seeks "
                    + results.get(3).get());
            assertThat(index.flushFailure()).isEmpty();
        }
    }

    private int write(Index index) throws IOException {
        Random random = new Random(seed);
        IndexTable table = index.table(TABLE);
        for (int i = 0; i < KEYS; i++) {
            table.put(key(i), value(i));
            done.set(i + 1);
            // Churn between the keys that stay.
            byte[] passing = passingKey(random.nextInt(2_000));
            if (random.nextBoolean()) {
                table.put(passing, value(i));
            } else {
                table.remove(passing);
            }
            if (i % FREEZE_EVERY == 0) {
                assertThat(index.freeze(encoded(i), Duration.ofMinutes(2))).isTrue();
            }
        }
        index.flushNow(encoded(KEYS));
        return (int) index.status().flushes();
    }

    private int scan(Index index, int salt) {
        Random random = new Random(seed + salt);
        int scans = 0;
        while (done.get() < KEYS) {
            int before = done.get();
            byte[] from = random.nextInt(4) == 0 ? new byte[0] : key(random.nextInt(KEYS));
            boolean[] seen = new boolean[KEYS];
            byte[] last = new byte[0];
            Cursor cursor = index.table(TABLE).cursor(from, null);
            for (int steps = random.nextInt(20_000); steps >= 0 && cursor.next(); steps--) {
                byte[] key = cursor.key();
                assertThat(Arrays.compareUnsigned(last, key)).isNegative();
                last = key;
                if (key.length == Integer.BYTES) {
                    int i = number(key);
                    assertThat(seen[i]).isFalse();
                    assertThat(cursor.value()).isEqualTo(value(i));
                    seen[i] = true;
                }
            }
            for (int i = 0; i < before; i++) {
                byte[] key = key(i);
                if (Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, last) <= 0 && !seen[i]) {
                    throw new AssertionError("Key " + i + " of " + before + " was not seen");
                }
            }
            scans++;
        }
        return scans;
    }

    private int get(Index index, int salt) {
        Random random = new Random(seed + salt);
        int gets = 0;
        for (int before = done.get(); before < KEYS; before = done.get(), gets++) {
            if (before > 0) {
                // Mostly what was put last: it has just moved, or is just moving, from one layer to the next.
                int i = random.nextInt(4) == 0
                        ? random.nextInt(before)
                        : Math.max(0, before - 1 - random.nextInt(2 * FREEZE_EVERY));
                byte[] value = index.table(TABLE).get(key(i));
                if (value == null || !Arrays.equals(value, value(i))) {
                    throw new AssertionError("Key " + i + " of " + before + " was lost");
                }
            }
            assertThat(index.table(TABLE).get(passingKey(1_000_000 + random.nextInt(1000))))
                    .isNull();
        }
        return gets;
    }

    /** Seeks from one known key to the next and so on. */
    private int skip(Index index, int salt) {
        Random random = new Random(seed + salt);
        int seeks = 0;
        while (done.get() < KEYS) {
            int before = done.get();
            Cursor cursor = index.table(TABLE).cursor(new byte[0], null);
            byte[] last = new byte[0];
            for (int i = 0; i < 50 && before > 0; i++) {
                byte[] target = key(random.nextInt(before));
                if (Arrays.compareUnsigned(target, last) <= 0) {
                    continue;
                }
                cursor.seek(target);
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.key()).isEqualTo(target);
                last = target;
                seeks++;
            }
        }
        return seeks;
    }

    /** Spread over the whole table, in an order that is not the numbers'. */
    private static byte[] key(int number) {
        return encoded(number * 0x9E3779B1);
    }

    private static int number(byte[] key) {
        return ByteBuffer.wrap(key).getInt() * inverse();
    }

    private static int inverse() {
        int inverse = 0x9E3779B1;
        for (int i = 0; i < 5; i++) {
            inverse *= 2 - 0x9E3779B1 * inverse;
        }
        return inverse;
    }

    private static byte[] passingKey(int number) {
        return ByteBuffer.allocate(12)
                .putInt(number * 0x9E3779B1)
                .putLong(number)
                .array();
    }

    private static byte[] value(int number) {
        return ByteBuffer.allocate(Long.BYTES * 4).putInt(20, number).array();
    }

    private static byte[] encoded(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }
}
