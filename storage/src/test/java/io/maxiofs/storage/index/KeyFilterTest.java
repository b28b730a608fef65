package io.maxiofs.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.index.PowerCutDisk.Loss;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The filters that keep look-ups of missing keys off the disk. */
class KeyFilterTest {

    private static final Path FILE = Path.of("/data/index");
    private static final List<String> TABLES = List.of("objects", "other");
    private static final byte[] NO_CHECKPOINT = {};

    private final PowerCutDisk disk = new PowerCutDisk();
    private final IndexConfig config =
            IndexConfig.standard(InstantSource.system()).withFilteredTables(Set.of("objects"));

    @Test
    void hasEveryKeyThatWasAddedAndFewOthers() {
        KeyFilter filter = new KeyFilter(100_000);
        for (int i = 0; i < 100_000; i++) {
            filter.add(key(i));
        }
        int wrong = 0;
        for (int i = 0; i < 100_000; i++) {
            assertThat(filter.mightContain(key(i))).isTrue();
            wrong += filter.mightContain(key(i + 1_000_000)) ? 1 : 0;
        }
        System.out.println("wrongly not excluded: " + wrong + " of 100000; counted " + filter.keys());
        assertThat(wrong).isLessThan(2_500);
        assertThat(filter.keys()).isBetween(97_000L, 100_000L);
    }

    @Test
    void answersMissesWithoutReadingAfterACleanClose() throws IOException {
        fillAndClose(0, 20_000);
        try (Index index = Index.open(disk, FILE, config, TABLES)) {
            assertThat(readsForMisses(index, "objects")).isLessThan(200);
            assertThat(index.status().heap().filterBytes()).isPositive();
            assertAllThere(index, 20_000);
        }
    }

    @Test
    void buildsTheFilterAgainAfterPowerWasLost() throws IOException {
        fillAndClose(0, 20_000);
        Index unclosed = Index.open(disk, FILE, config, TABLES);
        put(unclosed, 20_000, 40_000);
        unclosed.flushNow(NO_CHECKPOINT);
        PowerCutDisk after = disk.restarted(Loss.EVERYTHING, new Random(1));
        unclosed.close();
        // The file of filters is there and sound, but from before the last flush.
        assertThat(after.exists(FilterFile.pathFor(FILE))).isTrue();
        try (Index index = Index.open(after, FILE, config, TABLES)) {
            assertAllThere(index, 40_000);
            untilFilterIsBuilt(index);
            assertAllThere(index, 40_000);
            long before = after.reads();
            misses(index, "objects");
            assertThat(after.reads() - before).isLessThan(200);
        }
    }

    @Test
    void ignoresADamagedFilterFile() throws IOException {
        fillAndClose(0, 20_000);
        Random random = new Random(7);
        byte[] sound = disk.bytes(FilterFile.pathFor(FILE));
        for (int round = 0; round < 20; round++) {
            byte[] damaged = sound.clone();
            int at = round < 10 ? random.nextInt(120) : random.nextInt(damaged.length);
            damaged[at] ^= (byte) (1 + random.nextInt(255));
            disk.overwrite(FilterFile.pathFor(FILE), damaged);
            try (Index index = Index.open(disk, FILE, config, TABLES)) {
                assertAllThere(index, 20_000);
            }
        }
    }

    @Test
    void aNewIndexDoesNotTrustTheFilterOfADeletedOne() throws IOException {
        fillAndClose(0, 2_000);
        byte[] filter = disk.bytes(FilterFile.pathFor(FILE));
        Index.delete(disk, FILE);
        try (Index index = Index.open(disk, FILE, config, TABLES)) {
            put(index, 50_000, 52_000);
            index.flushNow(NO_CHECKPOINT);
            untilFilterIsBuilt(index);
        }
        assertThat(disk.bytes(FilterFile.pathFor(FILE))).isNotEqualTo(filter);
        try (Index index = Index.open(disk, FILE, config, TABLES)) {
            for (int i = 50_000; i < 52_000; i++) {
                assertThat(index.table("objects").get(key(i))).isNotNull();
            }
        }
    }

    @Test
    void stopsAtItsShareOfMemoryAndStaysRight() throws IOException {
        IndexConfig small =
                new IndexConfig(1 << 25, 1 << 20, 1 << 20, 16 * 1024, Set.of("objects"), 50, InstantSource.system());
        try (Index index = Index.open(disk, FILE, small, TABLES)) {
            for (int from = 0; from < 50_000; from += 10_000) {
                put(index, from, from + 10_000);
                index.flushNow(NO_CHECKPOINT);
                assertThat(index.status().heap().filterBytes()).isLessThanOrEqualTo(16 * 1024);
            }
            assertAllThere(index, 50_000);
        }
    }

    private void fillAndClose(int from, int to) throws IOException {
        try (Index index = Index.open(disk, FILE, config, TABLES)) {
            put(index, from, to);
            index.flushNow(NO_CHECKPOINT);
            untilFilterIsBuilt(index);
        }
    }

    private static void untilFilterIsBuilt(Index index) {
        assertThat(index.awaitIdle(Duration.ofMinutes(2))).isTrue();
    }

    private long readsForMisses(Index index, String table) {
        long before = disk.reads();
        misses(index, table);
        return disk.reads() - before;
    }

    private static void misses(Index index, String table) {
        for (int i = 1_000_000; i < 1_010_000; i++) {
            assertThat(index.table(table).get(key(i))).isNull();
        }
    }

    private static void assertAllThere(Index index, int count) {
        for (int i = 0; i < count; i++) {
            assertThat(index.table("objects").get(key(i))).isNotNull();
        }
    }

    private static void put(Index index, int from, int to) {
        for (int i = from; i < to; i++) {
            index.table("objects").put(key(i), new byte[50]);
            index.table("other").put(key(i), new byte[50]);
        }
    }

    private static byte[] key(int number) {
        return ("bucket/some/folder/" + Integer.toHexString(number * 0x9E3779B1) + "/object-" + number)
                .getBytes(StandardCharsets.UTF_8);
    }
}
