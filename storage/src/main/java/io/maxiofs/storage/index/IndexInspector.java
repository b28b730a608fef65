package io.maxiofs.storage.index;

import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads every entry of an index that is not open, verifies checksums and order, and changes nothing. */
public final class IndexInspector {

    private IndexInspector() {}

    /**
     * Reads the whole file, with little memory. The tables that could be read are reported also if others are damaged.
     *
     * @throws IOException if the disk fails, or there is no such file
     */
    public static Report inspect(Disk disk, Path file) throws IOException {
        IndexConfig config = IndexConfig.standard(InstantSource.system());
        Map<String, TableReport> tables = new LinkedHashMap<>();
        State state = State.UNKNOWN;
        String damage = null;
        try {
            List<String> names;
            TreeStore tree = TreeStore.openToRead(disk, file, config, List.of());
            try {
                names = tree.storedTables();
                state = State.of(tree);
            } finally {
                tree.close();
            }
            damage = readTables(TreeStore.openToRead(disk, file, config, names), names, tables);
        } catch (IndexDamagedException e) {
            damage = describe(e);
        }
        return new Report(state, tables, damage);
    }

    private static @Nullable String readTables(TreeStore tree, List<String> names, Map<String, TableReport> tables) {
        String damage = null;
        try {
            TreeSnapshot snapshot = tree.snapshot();
            for (int i = 0; i < names.size(); i++) {
                try {
                    tables.put(names.get(i), read(snapshot, i));
                } catch (IndexDamagedException e) {
                    damage = "table " + names.get(i) + ": " + describe(e);
                }
            }
        } finally {
            tree.close();
        }
        return damage;
    }

    private static TableReport read(TreeSnapshot snapshot, int table) {
        long count = 0;
        long keyBytes = 0;
        long valueBytes = 0;
        byte[] last = null;
        TreeSnapshot.Entries entries = snapshot.entries(table, new byte[0]);
        while (entries.next()) {
            byte[] key = entries.key();
            if (last != null && Arrays.compareUnsigned(last, key) >= 0) {
                throw new IndexDamagedException("Entry " + count + " is not greater than the one before");
            }
            last = key;
            count++;
            keyBytes += key.length;
            valueBytes += entries.value().length;
        }
        if (count != snapshot.count(table)) {
            throw new IndexDamagedException(count + " entries where the tree says " + snapshot.count(table));
        }
        return new TableReport(count, keyBytes, valueBytes);
    }

    private static String describe(IndexDamagedException damage) {
        Throwable cause = damage.getCause();
        return damage.getMessage() + (cause == null ? "" : " (" + cause.getMessage() + ")");
    }

    /**
     * What was found.
     *
     * @param tables by name, those that are sound
     * @param damage what is wrong, in words; null if nothing is
     */
    public record Report(
            State state,
            Map<String, TableReport> tables,
            @Nullable String damage) {}

    /**
     * The state a server would open.
     *
     * @param flushes counted since the file was made
     * @param createdAt when that was
     * @param flushedAt when the state was made durable
     * @param fileBytes size of the blocks in use and between them
     * @param livePercent how much of them is in use
     * @param checkpointBytes length of the checkpoint
     */
    public record State(
            long flushes, Instant createdAt, Instant flushedAt, long fileBytes, int livePercent, int checkpointBytes) {

        /** Where no header is valid. */
        static final State UNKNOWN = new State(0, Instant.EPOCH, Instant.EPOCH, 0, 0, 0);

        private static State of(TreeStore tree) {
            FileHeader header = tree.published();
            return new State(
                    header.sequence(),
                    Instant.ofEpochMilli(header.createdMillis()),
                    Instant.ofEpochMilli(header.publishedMillis()),
                    tree.fileBytes(),
                    tree.livePercent(),
                    tree.checkpoint().map(bytes -> bytes.length).orElse(0));
        }
    }

    /** One table. */
    public record TableReport(long entries, long keyBytes, long valueBytes) {}
}
