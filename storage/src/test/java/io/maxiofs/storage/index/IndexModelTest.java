package io.maxiofs.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random changes, reads, freezes, flushes, clean and unclean reopenings against maps in memory. */
class IndexModelTest {

    private static final List<String> TABLES = List.of("objects", "uploads");
    private static final int STEPS = 3000;

    @TempDir
    private Path directory;

    private final Disk disk = new LocalDisk();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void behavesLikeAMapWhateverIsFlushedAndReopened(long seed) throws IOException {
        System.out.println("seed " + seed);
        new Run(new Random(seed)).run();
    }

    private final class Run {
        private final Random random;
        private final List<TreeMap<byte[], byte[]>> model = new ArrayList<>();
        /** What the last durable checkpoint stands for, and what may become durable at any moment. */
        private final TreeMap<Integer, List<TreeMap<byte[], byte[]>>> checkpoints = new TreeMap<>();

        private int checkpoint;
        private Index index;

        Run(Random random) throws IOException {
            this.random = random;
            this.index = open();
            TABLES.forEach(table -> model.add(new TreeMap<>(Arrays::compareUnsigned)));
        }

        private Index open() throws IOException {
            IndexConfig config = IndexConfig.standard(InstantSource.system()).withFilteredTables(Set.of("objects"));
            return Index.open(disk, directory.resolve("index"), config, TABLES);
        }

        void run() throws IOException {
            for (int step = 0; step < STEPS; step++) {
                int choice = random.nextInt(1000);
                if (choice < 600) {
                    change();
                } else if (choice < 900) {
                    get();
                } else if (choice < 980) {
                    scan();
                } else if (choice < 990) {
                    freeze();
                } else if (choice < 995) {
                    remember();
                    index.flushNow(encoded(checkpoint));
                    assertThat(index.checkpoint())
                            .hasValueSatisfying(c -> assertThat(decoded(c)).isEqualTo(checkpoint));
                } else {
                    reopen();
                }
            }
            compareAll();
            index.close();
        }

        private void change() {
            int table = random.nextInt(TABLES.size());
            byte[] key = key();
            if (random.nextInt(4) == 0) {
                index.table(TABLES.get(table)).remove(key);
                model.get(table).remove(key);
            } else {
                byte[] value = new byte[random.nextInt(10) == 0 ? random.nextInt(3000) : random.nextInt(40)];
                random.nextBytes(value);
                index.table(TABLES.get(table)).put(key, value);
                model.get(table).put(key, value);
            }
        }

        private void get() {
            int table = random.nextInt(TABLES.size());
            byte[] key = key();
            byte[] expected = model.get(table).get(key);
            assertThat(index.table(TABLES.get(table)).get(key)).isEqualTo(expected);
        }

        private void scan() {
            int table = random.nextInt(TABLES.size());
            byte[] from = key();
            byte[] to = random.nextBoolean() ? key() : null;
            Cursor cursor = index.table(TABLES.get(table)).cursor(from, to);
            byte[] low = from;
            boolean inclusive = true;
            for (int i = random.nextInt(40); i >= 0; i--) {
                if (random.nextInt(8) == 0) {
                    byte[] target = key();
                    cursor.seek(target);
                    if (Arrays.compareUnsigned(target, low) > 0) {
                        low = target;
                        inclusive = true;
                    }
                }
                Map.Entry<byte[], byte[]> entry = inclusive
                        ? model.get(table).ceilingEntry(low)
                        : model.get(table).higherEntry(low);
                boolean found = entry != null && (to == null || Arrays.compareUnsigned(entry.getKey(), to) < 0);
                assertThat(cursor.next()).isEqualTo(found);
                if (entry == null || !found) {
                    return;
                }
                assertThat(cursor.key()).isEqualTo(entry.getKey());
                assertThat(cursor.value()).isEqualTo(entry.getValue());
                low = entry.getKey();
                inclusive = false;
            }
        }

        private void freeze() {
            remember();
            if (!index.freeze(encoded(checkpoint))) {
                checkpoints.remove(checkpoint);
            }
        }

        private void remember() {
            checkpoint++;
            List<TreeMap<byte[], byte[]>> copy = new ArrayList<>();
            model.forEach(map -> copy.add(new TreeMap<>(map)));
            checkpoints.put(checkpoint, copy);
        }

        /** Without a flush: goes back to some checkpoint that was given, as a process that was killed does. */
        private void reopen() throws IOException {
            index.close();
            index = open();
            int found = index.checkpoint().map(Run::decoded).orElse(0);
            model.clear();
            if (found == 0) {
                TABLES.forEach(table -> model.add(new TreeMap<>(Arrays::compareUnsigned)));
            } else {
                assertThat(checkpoints).containsKey(found);
                checkpoints.getOrDefault(found, List.of()).forEach(map -> model.add(new TreeMap<>(map)));
            }
            compareAll();
        }

        private void compareAll() {
            for (int table = 0; table < TABLES.size(); table++) {
                Cursor cursor = index.table(TABLES.get(table)).cursor(new byte[0], null);
                for (Map.Entry<byte[], byte[]> entry : model.get(table).entrySet()) {
                    assertThat(cursor.next()).isTrue();
                    assertThat(cursor.key()).isEqualTo(entry.getKey());
                    assertThat(cursor.value()).isEqualTo(entry.getValue());
                    assertThat(index.table(TABLES.get(table)).get(entry.getKey()))
                            .isEqualTo(entry.getValue());
                }
                assertThat(cursor.next()).isFalse();
            }
        }

        /** Few enough to meet again, with shared beginnings and one being the beginning of another. */
        private byte[] key() {
            byte[] key = new byte[random.nextInt(6)];
            for (int i = 0; i < key.length; i++) {
                key[i] = (byte) (random.nextInt(4) * 85);
            }
            return key;
        }

        private static byte[] encoded(int checkpoint) {
            return ByteBuffer.allocate(Integer.BYTES).putInt(checkpoint).array();
        }

        private static int decoded(byte[] checkpoint) {
            return ByteBuffer.wrap(checkpoint).getInt();
        }
    }
}
