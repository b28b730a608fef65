package io.maxiofs.storage.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.index.PowerCutDisk.Loss;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Power lost at every single write, force, move and deletion; failures of the disk; damage by bits that flip. */
class IndexCrashTest {

    private static final Path DIRECTORY = Path.of("/data");
    private static final Path FILE = DIRECTORY.resolve("index");
    private static final List<String> TABLES = List.of("objects", "uploads");
    private static final int FLUSHES = 4;

    /** After each flush of the workload, what the tables hold. Number 0 is the empty index. */
    private final List<Map<String, byte[]>> states = states();

    /** Hundreds of flushes fail here as they should. */
    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger("io.maxiofs.storage.index")).setLevel(Level.OFF);
    }

    @AfterAll
    static void unsilence() {
        ((Logger) LoggerFactory.getLogger("io.maxiofs.storage.index")).setLevel(null);
    }

    private static IndexConfig config() {
        IndexConfig standard = IndexConfig.standard(InstantSource.system());
        // The least of dirty pages, so that one flush commits several times.
        return new IndexConfig(
                standard.memoryTableBytes(),
                standard.pageCacheBytes(),
                64 * 1024,
                standard.filterBytes(),
                Set.of("objects"),
                80,
                standard.clock());
    }

    @ParameterizedTest
    @EnumSource(Loss.class)
    void opensAtTheLastOrTheUnfinishedFlushWhereverPowerIsLost(Loss loss) throws IOException {
        long seed = TestSeed.get();
        PowerCutDisk whole = new PowerCutDisk();
        assertThat(runWorkload(whole)).isEqualTo(FLUSHES);
        int calls = whole.calls();
        System.out.println("seed " + seed + ", power lost at each of " + calls + " calls");
        int reached = 0;
        for (int call = 1; call <= calls; call++) {
            Random random = new Random(seed + call);
            PowerCutDisk disk = new PowerCutDisk();
            disk.losePowerAt(call);
            int acknowledged = runWorkload(disk);
            reached += disk.isPowerLost() ? 1 : 0;
            PowerCutDisk after = disk.restarted(loss, random);
            try (Index index = Index.open(after, FILE, config(), TABLES)) {
                int found = index.checkpoint().map(IndexCrashTest::decoded).orElse(0);
                assertThat(found).as("checkpoint after call %d", call).isBetween(acknowledged, acknowledged + 1);
                assertContent(index, states.get(found));
                // And it goes on from there.
                index.table("objects").put(new byte[] {1}, new byte[] {2});
                index.flushNow(encoded(99));
            }
            try (Index again = Index.open(after, FILE, config(), TABLES)) {
                assertThat(again.checkpoint().map(IndexCrashTest::decoded)).contains(99);
                assertThat(again.table("objects").get(new byte[] {1})).isEqualTo(new byte[] {2});
            }
        }
        assertThat(reached).isEqualTo(calls);
    }

    /** What a killed process wrote and never forced is read back as if it were durable: it must become so first. */
    @Test
    void survivesPowerLossSoonAfterTheProcessWasKilled() throws IOException {
        long seed = TestSeed.get();
        List<Integer> forces = new ArrayList<>();
        PowerCutDisk whole = new PowerCutDisk();
        whole.failAt((call, kind) -> kind.equals("force") && !forces.add(call));
        runWorkload(whole);
        int cases = 0;
        // Killed before a force: what was written is there, and not durable.
        for (int killedAt : forces.subList(forces.size() / 3, forces.size())) {
            PowerCutDisk left = new PowerCutDisk();
            left.failAt((at, kind) -> at >= killedAt);
            int acknowledged = runWorkload(left);
            boolean lost = true;
            for (int call = 1; lost; call++) {
                PowerCutDisk disk = left.copy();
                disk.losePowerAt(call);
                runFlush(disk);
                lost = disk.isPowerLost();
                PowerCutDisk after = disk.restarted(Loss.RANDOM_SECTORS, new Random(seed + call));
                try (Index index = Index.open(after, FILE, config(), TABLES)) {
                    int found = index.checkpoint().map(IndexCrashTest::decoded).orElse(0);
                    assertThat(found == 99 || (found >= acknowledged && found <= acknowledged + 1))
                            .as("checkpoint %d", found)
                            .isTrue();
                    if (found != 99) {
                        assertContent(index, states.get(found));
                    }
                }
                cases++;
            }
        }
        System.out.println("killed, then without power: " + cases + " cases");
    }

    private static void runFlush(PowerCutDisk disk) {
        try (Index index = Index.open(disk, FILE, config(), TABLES)) {
            change(index, 1);
            index.flushNow(encoded(99));
            assertThat(index.awaitIdle(Duration.ofMinutes(2))).isTrue();
        } catch (IOException e) {
            assertThat(disk.isPowerLost()).as("power lost").isTrue();
        }
    }

    @Test
    void keepsChangesInMemoryAndRecoversWhenAnyCallFails() throws IOException {
        PowerCutDisk whole = new PowerCutDisk();
        runWorkload(whole);
        for (int failing = 1; failing <= whole.calls(); failing++) {
            int broken = failing;
            PowerCutDisk disk = new PowerCutDisk();
            disk.failAt((call, kind) -> call == broken);
            try (Index index = openTwiceIfNeeded(disk)) {
                for (int flush = 1; flush <= FLUSHES; flush++) {
                    change(index, flush);
                    try {
                        index.flushNow(encoded(flush));
                    } catch (IOException e) {
                        assertContent(index, states.get(flush));
                        index.flushNow(encoded(flush));
                    }
                    assertThat(index.checkpoint().map(IndexCrashTest::decoded)).contains(flush);
                }
                assertContent(index, states.get(FLUSHES));
            }
            PowerCutDisk after = disk.restarted(Loss.EVERYTHING, new Random(failing));
            try (Index again = Index.open(after, FILE, config(), TABLES)) {
                assertContent(again, states.get(FLUSHES));
            }
        }
    }

    private static Index openTwiceIfNeeded(PowerCutDisk disk) throws IOException {
        try {
            return Index.open(disk, FILE, config(), TABLES);
        } catch (IOException e) {
            return Index.open(disk, FILE, config(), TABLES);
        }
    }

    @Test
    void staysReadableWhileTheDiskIsFullAndFlushesWhenItIsNot() throws IOException {
        PowerCutDisk disk = new PowerCutDisk();
        try (Index index = Index.open(disk, FILE, config(), TABLES)) {
            change(index, 1);
            index.flushNow(encoded(1));
            disk.failAt((call, kind) -> kind.equals("write"));
            change(index, 2);
            assertThatThrownBy(() -> index.flushNow(encoded(2))).isInstanceOf(IOException.class);
            assertThat(index.flushFailure()).isPresent();
            assertThat(index.status().failure()).contains("No luck");
            assertThat(index.checkpoint().map(IndexCrashTest::decoded)).contains(1);
            change(index, 3);
            assertThat(index.freeze(encoded(3))).isFalse();
            assertContent(index, states.get(3));
            disk.failAt((call, kind) -> false);
            index.flushNow(encoded(3));
            assertThat(index.flushFailure()).isEmpty();
            assertContent(index, states.get(3));
        }
    }

    /** A disk that flips bits is noticed; no look-up or listing ever gives something that was not put in. */
    @Test
    void noticesEveryFlippedBit() throws IOException {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        PowerCutDisk disk = new PowerCutDisk();
        runWorkload(disk);
        byte[] sound = disk.bytes(FILE);
        int noticedAtOpen = 0;
        int noticedLater = 0;
        for (int round = 0; round < 150; round++) {
            byte[] damaged = sound.clone();
            int bit = random.nextInt(damaged.length * 8);
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            disk.overwrite(FILE, damaged);
            try (Index index = Index.open(disk, FILE, config(), TABLES)) {
                // A bit in the newest header makes the one before it the newest whose space may be used again since.
                int found = index.checkpoint().map(IndexCrashTest::decoded).orElse(0);
                assertThat(found).isBetween(FLUSHES - 1, FLUSHES);
                assertContent(index, states.get(found));
            } catch (IndexDamagedException e) {
                boolean whileOpening = Arrays.stream(e.getStackTrace())
                        .noneMatch(frame -> frame.getMethodName().equals("read")
                                && frame.getClassName().endsWith("Index"));
                noticedAtOpen += whileOpening ? 1 : 0;
                noticedLater += whileOpening ? 0 : 1;
            }
        }
        System.out.println("flipped bits noticed: " + noticedAtOpen + " at open, " + noticedLater + " later");
        assertThat(noticedAtOpen + noticedLater).isPositive();
    }

    @Test
    void refusesANewerFormatAndStartsAgainAfterQuarantine() throws IOException {
        PowerCutDisk disk = new PowerCutDisk();
        runWorkload(disk);
        disk.overwrite(FILE, withFormat(disk.bytes(FILE), 2));
        assertThatThrownBy(() -> Index.open(disk, FILE, config(), TABLES))
                .isInstanceOf(IndexDamagedException.class)
                .hasMessageContaining("format 2");
        Index.quarantine(disk, FILE);
        assertThat(disk.exists(FILE)).isFalse();
        try (Index index = Index.open(disk, FILE, config(), TABLES)) {
            assertThat(index.checkpoint()).isEmpty();
            assertContent(index, Map.of());
        }
        Index.delete(disk, FILE);
        assertThat(disk.list(DIRECTORY)).containsExactly(FILE.resolveSibling("index.damaged"));
    }

    private static byte[] withFormat(byte[] file, int format) {
        for (int slot = 0; slot < 2; slot++) {
            ByteBuffer header = ByteBuffer.wrap(file, slot * FileHeader.SLOT_BYTES, FileHeader.SLOT_BYTES);
            header.putInt(header.position() + 8, format);
            CRC32C crc = new CRC32C();
            crc.update(file, header.position(), 64);
            header.putInt(header.position() + 64, (int) crc.getValue());
        }
        return file;
    }

    /** Runs until it is done or power is lost; returns the number of the last flush that was acknowledged. */
    private static int runWorkload(PowerCutDisk disk) {
        int acknowledged = 0;
        try (Index index = Index.open(disk, FILE, config(), TABLES)) {
            for (int flush = 1; flush <= FLUSHES; flush++) {
                change(index, flush);
                index.flushNow(encoded(flush));
                acknowledged = flush;
                // Compaction is part of what is interrupted; waiting for it makes every run the same.
                assertThat(index.awaitIdle(Duration.ofMinutes(2))).isTrue();
            }
        } catch (IOException e) {
            assertThat(disk.isBroken()).isTrue();
        }
        return acknowledged;
    }

    private static void change(Index index, int flush) {
        changes(flush).forEach((name, value) -> {
            IndexTable table = index.table(name.startsWith("o") ? "objects" : "uploads");
            if (value.length == 0) {
                table.remove(key(name));
            } else {
                table.put(key(name), value);
            }
        });
    }

    /** Keys begin with their table's first letter; no bytes mean removal. */
    private static Map<String, byte[]> changes(int flush) {
        Random random = new Random(flush);
        Map<String, byte[]> changes = new TreeMap<>();
        for (int i = 0; i < 500; i++) {
            String name = (random.nextInt(5) == 0 ? "u" : "o") + "/key/" + random.nextInt(1500);
            byte[] value = new byte[random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(700)];
            random.nextBytes(value);
            changes.put(name, value);
        }
        return changes;
    }

    private static List<Map<String, byte[]>> states() {
        List<Map<String, byte[]>> states = new ArrayList<>();
        states.add(Map.of());
        for (int flush = 1; flush <= FLUSHES; flush++) {
            Map<String, byte[]> state = new TreeMap<>(states.getLast());
            changes(flush).forEach((name, value) -> {
                if (value.length == 0) {
                    state.remove(name);
                } else {
                    state.put(name, value);
                }
            });
            states.add(state);
        }
        return states;
    }

    private static void assertContent(Index index, Map<String, byte[]> expected) {
        int seen = 0;
        for (String name : TABLES) {
            Cursor cursor = index.table(name).cursor(new byte[0], null);
            while (cursor.next()) {
                String key = new String(cursor.key(), StandardCharsets.UTF_8);
                assertThat(cursor.value()).isEqualTo(expected.get(key));
                assertThat(index.table(name).get(cursor.key())).isEqualTo(expected.get(key));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(expected.size());
    }

    private static byte[] key(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] encoded(int checkpoint) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(checkpoint).array();
    }

    private static int decoded(byte[] checkpoint) {
        return ByteBuffer.wrap(checkpoint).getInt();
    }
}
