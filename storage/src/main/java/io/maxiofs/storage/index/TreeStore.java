package io.maxiofs.storage.index;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The index file: MVStore over a {@link CheckedFileStore}. Changed by one thread; its {@link #snapshot() snapshots} are
 * read by any. After an exception from a changing method the store is of no use: close it and open it again, which
 * gives the last {@link #published() published} state.
 */
final class TreeStore {

    private static final String STATE_MAP = "state";
    private static final String TABLE_PREFIX = "table.";
    private static final byte[] CHECKPOINT_KEY = "checkpoint".getBytes(StandardCharsets.US_ASCII);
    /** Heap of a page before it is split, in bytes, and the entries it may have. */
    private static final int PAGE_SPLIT_BYTES = 8 * 1024;

    private static final int PAGE_KEYS = 48;

    private final CheckedFileStore file;
    private final MVStore store;
    private final List<MVMap<byte[], byte[]>> tables = new ArrayList<>();
    private final MVMap<byte[], byte[]> state;
    private final long dirtyPageBytes;
    private final InstantSource clock;
    private @Nullable FileHeader published;
    private boolean affirmed;

    private TreeStore(
            BlockFile blocks, String name, IndexConfig config, List<String> names, @Nullable FileHeader published) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("cacheSize", (int) (config.pageCacheBytes() >> 20));
        settings.put("pageSplitSize", PAGE_SPLIT_BYTES);
        this.file = new CheckedFileStore(settings, blocks, name, published);
        this.dirtyPageBytes = config.dirtyPageBytes();
        this.clock = config.clock();
        this.published = published;
        this.store = new MVStore.Builder()
                .fileStore(file)
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .keysPerPage(PAGE_KEYS)
                .open();
        store.setVersionsToKeep(0);
        // Space is free as soon as no snapshot refers to it: what a crash goes back to is such a snapshot.
        store.setRetentionTime(-1);
        names.forEach(table -> tables.add(openMap(TABLE_PREFIX + table)));
        this.state = openMap(STATE_MAP);
    }

    private MVMap<byte[], byte[]> openMap(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<byte[], byte[]>().keyType(KeyType.INSTANCE).valueType(ValueType.INSTANCE));
    }

    /**
     * Opens the file at its last published state, making it if there is none.
     *
     * @throws IndexDamagedException if it has no valid state
     */
    static TreeStore open(Disk disk, Path path, IndexConfig config, List<String> tables) throws IOException {
        if (!disk.exists(path)) {
            create(disk, path, config, tables);
        }
        return open(BlockFile.open(disk, path, OpenMode.WRITE), path, config, tables);
    }

    /** Opens a file that is there, to be read and not changed. */
    static TreeStore openToRead(Disk disk, Path path, IndexConfig config, List<String> tables) throws IOException {
        return open(BlockFile.open(disk, path, OpenMode.READ), path, config, tables);
    }

    private static TreeStore open(BlockFile blocks, Path path, IndexConfig config, List<String> tables)
            throws IOException {
        try {
            FileHeader header = blocks.readHeader()
                    .orElseThrow(() -> new IndexDamagedException("The index file has no valid header"));
            return build(blocks, path, config, tables, header);
        } catch (IOException | RuntimeException e) {
            closeAfter(blocks, e);
            throw e;
        }
    }

    /** The file appears under its name only when it is whole. */
    private static void create(Disk disk, Path path, IndexConfig config, List<String> tables) throws IOException {
        Path temporary = path.resolveSibling(path.getFileName() + FileReplacement.TEMPORARY_SUFFIX);
        disk.delete(temporary);
        BlockFile blocks = BlockFile.open(disk, temporary, OpenMode.CREATE_NEW);
        try {
            TreeStore created = build(blocks, temporary, config, tables, null);
            created.commit();
            created.store.closeImmediately();
        } catch (IOException | RuntimeException e) {
            closeAfter(blocks, e);
            throw e;
        }
        blocks.close();
        disk.move(temporary, path);
        disk.forceDirectory(directoryOf(path));
    }

    static Path directoryOf(Path path) {
        Path directory = path.getParent();
        if (directory == null) {
            throw new IllegalArgumentException(path + " has no parent directory");
        }
        return directory;
    }

    private static TreeStore build(
            BlockFile blocks, Path path, IndexConfig config, List<String> tables, @Nullable FileHeader published)
            throws IOException {
        try {
            return new TreeStore(blocks, path.toString(), config, tables, published);
        } catch (MVStoreException e) {
            throw rethrown(e);
        } catch (IndexDamagedException e) {
            throw e;
        } catch (RuntimeException e) {
            // Numbers that cannot be parsed, positions outside of arrays: MVStore trusts what it reads.
            throw new IndexDamagedException("The index file is damaged", e);
        }
    }

    private static void closeAfter(BlockFile blocks, Exception failure) {
        try {
            blocks.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static RuntimeException rethrown(MVStoreException failure) throws IOException {
        RuntimeException meaning = TreeSnapshot.translate(failure);
        if (meaning instanceof UncheckedIOException io && io.getCause() != null) {
            throw io.getCause();
        }
        return meaning;
    }

    /** What was committed with the published state. */
    Optional<byte[]> checkpoint() {
        return Optional.ofNullable(state.get(CHECKPOINT_KEY));
    }

    /** The state that an opening now would find. */
    FileHeader published() {
        FileHeader header = published;
        if (header == null) {
            throw new IllegalStateException("Nothing was published yet");
        }
        return header;
    }

    TreeSnapshot snapshot() {
        return new TreeSnapshot(store, tables);
    }

    private void commitPages() throws IOException {
        FileHeader found = published;
        if (!affirmed && found != null) {
            // It may be what a killed process wrote and never forced. From now on its predecessor's space is used
            // again, and there is no way back: make sure of it first.
            file.affirm(found);
        }
        affirmed = true;
        changing(store::commit);
    }

    /** Sets or, with {@link MemoryTable#REMOVED}, removes a key. Writes pages out when too many have changed. */
    void set(int table, byte[] key, byte[] value) throws IOException {
        changing(() -> {
            MVMap<byte[], byte[]> map = tables.get(table);
            if (MemoryTable.isRemoval(value)) {
                map.remove(key);
            } else {
                map.put(key, value);
            }
        });
        if (store.getUnsavedMemory() > dirtyPageBytes) {
            commitPages();
        }
    }

    void setCheckpoint(byte[] checkpoint) throws IOException {
        changing(() -> state.put(CHECKPOINT_KEY, checkpoint));
    }

    /** Writes all changes out and makes them the state to open, durably. */
    void commit() throws IOException {
        commitPages();
        published = file.publish(published == null ? 1 : published.sequence() + 1, clock.instant());
    }

    /**
     * Moves pages out of the emptiest chunks if less than the given share of all bytes is live; a {@link #commit()}
     * must follow.
     *
     * @return whether anything was moved
     */
    boolean compact(int belowPercent, int bytes) throws IOException {
        boolean[] moved = new boolean[1];
        changing(() -> moved[0] = store.compact(belowPercent, bytes));
        return moved[0];
    }

    private static void changing(Runnable change) throws IOException {
        try {
            change.run();
        } catch (MVStoreException e) {
            throw rethrown(e);
        }
    }

    /** Names of all tables in the file, also of those that are not open. */
    List<String> storedTables() {
        return store.getMapNames().stream()
                .filter(name -> name.startsWith(TABLE_PREFIX))
                .map(name -> name.substring(TABLE_PREFIX.length()))
                .sorted()
                .toList();
    }

    /** Size of the file's blocks in bytes. */
    long fileBytes() {
        return file.size();
    }

    /** The share of the file that is live, in percent. */
    int livePercent() {
        return file.getChunksFillRate() * file.getFillRate() / 100;
    }

    /** Closes the file without writing anything. */
    void close() {
        store.closeImmediately();
        file.closeFile();
    }
}
