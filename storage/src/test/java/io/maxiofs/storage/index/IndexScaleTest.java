package io.maxiofs.storage.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Cost that must not grow with the table. {@code -Dindex.test.entries=1000000} makes it large; the tests' heap has to
 * take the file as well then, which is in memory here.
 */
class IndexScaleTest {

    private static final Path FILE = Path.of("/data/index");
    private static final int ENTRIES = Integer.getInteger("index.test.entries", 200_000);
    private static final int FOLDERS = 20;

    private final PowerCutDisk disk = new PowerCutDisk();

    @Test
    void listsFoldersWithoutWalkingOverWhatIsInThem() throws IOException {
        IndexConfig config = new IndexConfig(8 << 20, 1 << 20, 1 << 20, 0, Set.of(), 50, InstantSource.system());
        try (Index index = Index.open(disk, FILE, config, List.of("objects"))) {
            IndexTable table = index.table("objects");
            for (int i = 0; i < ENTRIES; i++) {
                table.put(key(i), new byte[60]);
                if (index.isMemoryFull()) {
                    assertThat(index.freeze(new byte[] {1}, Duration.ofMinutes(2)))
                            .isTrue();
                }
            }
            index.flushNow(new byte[] {2});
            assertThat(index.awaitIdle(Duration.ofMinutes(2))).isTrue();
            assertThat(index.status().entries()).containsEntry("objects", (long) ENTRIES);

            long before = disk.reads();
            int folders = 0;
            Cursor cursor = table.cursor(new byte[0], null);
            while (cursor.next()) {
                folders++;
                cursor.seek(behindFolder(cursor.key()));
            }
            long reads = disk.reads() - before;
            System.out.println("reads for " + folders + " folders of " + ENTRIES / FOLDERS + ": " + reads);
            assertThat(folders).isEqualTo(FOLDERS);
            // A descent per folder, and one more at the end.
            assertThat(reads).isLessThan((FOLDERS + 1) * 6L);

            assertThat(count(table)).isEqualTo(ENTRIES);
        }
    }

    private static int count(IndexTable table) {
        Cursor cursor = table.cursor(new byte[0], null);
        int count = 0;
        while (cursor.next()) {
            count++;
        }
        return count;
    }

    private static byte[] key(int number) {
        return String.format("folder-%02d/object-%08d", number % FOLDERS, number)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The least key above all in the folder. */
    private static byte[] behindFolder(byte[] key) {
        int slash = new String(key, StandardCharsets.UTF_8).indexOf('/');
        byte[] behind = Arrays.copyOf(key, slash + 1);
        behind[slash]++;
        return behind;
    }
}
