package io.maxiofs.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.api.MemoryOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where no disk may be waited for, none is read; and nothing is the worse for it afterwards. */
class MemoryOnlyTest {
    private static final Path FILE = Path.of("/data/index");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ENTRIES = 50_000;

    private final PowerCutDisk disk = new PowerCutDisk();

    private Index open() throws IOException {
        IndexConfig config =
                new IndexConfig(4 << 20, 1 << 20, 1 << 20, 1 << 20, Set.of("objects"), 50, InstantSource.system());
        return Index.open(disk, FILE, config, List.of("objects"));
    }

    private static byte[] key(int number) {
        return String.format("object-%08d", number).getBytes(StandardCharsets.UTF_8);
    }

    private static void fill(Index index) throws IOException {
        IndexTable table = index.table("objects");
        for (int i = 0; i < ENTRIES; i++) {
            table.put(key(i), new byte[60]);
            if (index.isMemoryFull()) {
                assertThat(index.freeze(new byte[] {1}, PATIENCE)).isTrue();
            }
        }
        index.flushNow(new byte[] {2});
        assertThat(index.awaitIdle(PATIENCE)).isTrue();
    }

    private static boolean isInMemory(IndexTable table, int number) {
        return MemoryOnly.run(() -> table.get(key(number)) != null).isPresent();
    }

    @Test
    void readsThatNeedTheDiskEndAndAreRightWhenTheyMayWait() throws IOException {
        try (Index first = open()) {
            fill(first);
        }
        try (Index index = open()) {
            assertThat(index.awaitIdle(PATIENCE)).isTrue();
            IndexTable table = index.table("objects");
            long before = disk.reads();
            int misses = 0;
            for (int i = 0; i < ENTRIES; i += 10) {
                misses += isInMemory(table, i) ? 0 : 1;
            }
            assertThat(disk.reads()).as("reads where none may be").isEqualTo(before);
            assertThat(misses).as("of a file larger than the cache").isGreaterThan(ENTRIES / 20);

            for (int i = 0; i < ENTRIES; i += 500) {
                assertThat(table.get(key(i))).hasSize(60);
                assertThat(isInMemory(table, i)).as("read a moment ago: %d", i).isTrue();
            }
            assertThat(MemoryOnly.run(() -> table.get(key(ENTRIES + 1)) == null))
                    .as("certainly not there")
                    .contains(true);
            table.put(key(3), new byte[] {7});
            assertThat(MemoryOnly.run(() -> table.get(key(3)))).contains(new byte[] {7});

            index.flushNow(new byte[] {3});
            assertThat(index.awaitIdle(PATIENCE)).isTrue();
            assertThat(index.flushFailure()).isEmpty();
            assertThat(index.damage()).isEmpty();
            for (int i = 0; i < ENTRIES; i++) {
                assertThat(table.get(key(i))).hasSize(i == 3 ? 1 : 60);
            }
        }
    }

    @Test
    void theRuleEndsWithTheWork() {
        assertThat(MemoryOnly.isActive()).isFalse();
        assertThat(MemoryOnly.run(MemoryOnly::isActive)).contains(true);
        assertThat(MemoryOnly.isActive()).isFalse();
        assertThat(MemoryOnly.<Integer>run(() -> {
                    throw new MemoryOnly.MissException();
                }))
                .isEmpty();
        assertThat(MemoryOnly.isActive()).isFalse();
    }
}
