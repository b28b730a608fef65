package io.maxiofs.storage.index;

import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FileReplacement;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ordered tables of byte strings. Changes go to tables in memory and are visible at once; {@link #freeze} hands them to
 * a thread of the index, which writes them to the file together with a checkpoint. What was not flushed is lost with the
 * process: the caller puts it in again from its journal, from the {@link #checkpoint()} on.
 *
 * <p>One thread at a time, the writer, calls {@link #freeze}, {@link #flushNow} and the tables' changing methods; it
 * also closes. Everything else is safe on any thread.
 */
public final class Index implements AutoCloseable {

    private final IndexConfig config;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final Flusher flusher;
    private volatile long memoryBytes;

    private Index(IndexConfig config, List<String> names, Flusher flusher) {
        this.config = config;
        this.flusher = flusher;
        for (String name : names) {
            tables.put(name, new Table(name, tables.size()));
        }
    }

    /**
     * Opens an index, making the file if there is none.
     *
     * @param file has a parent directory, which exists; other files beginning with its name belong to the index as well
     * @param tableNames the tables to work with. The file may hold others, which are kept; tables new to it are empty.
     * @throws IndexDamagedException if the file cannot be used; {@link #quarantine} it and build the index again
     * @throws IOException if the disk fails
     */
    public static Index open(Disk disk, Path file, IndexConfig config, List<String> tableNames) throws IOException {
        if (tableNames.stream().distinct().count() != tableNames.size()) {
            throw new IllegalArgumentException("A table is named twice: " + tableNames);
        }
        Flusher flusher = Flusher.open(disk, file, config, List.copyOf(tableNames));
        Index index = new Index(config, tableNames, flusher);
        flusher.start();
        return index;
    }

    /** Moves a damaged index out of the way, to {@code file} with {@code .damaged} added; replaces an older one there. */
    public static void quarantine(Disk disk, Path file) throws IOException {
        disk.delete(FilterFile.pathFor(file));
        if (disk.exists(file)) {
            disk.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
        }
        disk.forceDirectory(TreeStore.directoryOf(file));
    }

    /** Removes an index that is not open. */
    public static void delete(Disk disk, Path file) throws IOException {
        disk.delete(FilterFile.pathFor(file));
        disk.delete(file.resolveSibling(file.getFileName() + FileReplacement.TEMPORARY_SUFFIX));
        disk.delete(file);
        disk.forceDirectory(TreeStore.directoryOf(file));
    }

    /** What the last durable flush was committed with; empty if there was none. */
    public Optional<byte[]> checkpoint() {
        return flusher.checkpoint();
    }

    /** @throws IllegalArgumentException if the index was not opened with this table */
    public IndexTable table(String name) {
        Table table = tables.get(name);
        if (table == null) {
            throw new IllegalArgumentException("No such table: " + name);
        }
        return table;
    }

    /** Estimated heap of the changes since the last freeze, in bytes. */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Whether the changes since the last freeze take as much heap as the configuration allows. */
    public boolean isMemoryFull() {
        return memoryBytes >= config.memoryTableBytes();
    }

    /**
     * Hands all changes so far to the flusher; the next ones go to fresh tables. Returns at once. Writer thread only.
     *
     * @param checkpoint becomes {@link #checkpoint()} when the changes are durable; not copied
     * @return false, with nothing done, if the changes frozen before are not durable yet: go on and try again later. If
     *     their flush failed this starts another try; see {@link #flushFailure()}.
     */
    public boolean freeze(byte[] checkpoint) {
        if (!flusher.freeze(checkpoint)) {
            return false;
        }
        memoryBytes = 0;
        return true;
    }

    /**
     * The same, but waits for the changes frozen before, so that memory stays bounded when changes come faster than the
     * disk takes them.
     *
     * @return false if they are not durable after {@code patience}, if their flush fails, or if the thread is
     *     interrupted, whose flag stays set
     */
    public boolean freeze(byte[] checkpoint, Duration patience) {
        boolean frozen = freeze(checkpoint);
        if (!frozen && flusher.awaitFlushed(patience)) {
            frozen = freeze(checkpoint);
        }
        return frozen;
    }

    /**
     * Makes all changes durable. Writer thread only.
     *
     * @throws IOException if that failed; the changes are still there, in memory
     * @throws IndexDamagedException if the file turns out to be damaged
     */
    public void flushNow(byte[] checkpoint) throws IOException {
        flusher.flushPending();
        if (!freeze(checkpoint)) {
            throw new IllegalStateException("Another thread froze the tables");
        }
        flusher.flushPending();
    }

    /** Why the last flush failed; empty if it succeeded or none was tried. */
    public Optional<Exception> flushFailure() {
        return flusher.failure();
    }

    /** What the last reader that met damage was told; empty if none did since the index was opened. */
    public Optional<IndexDamagedException> damage() {
        return flusher.damage();
    }

    /**
     * Waits until nothing is being written and no filter is being built.
     *
     * @return false if that is not so after {@code patience}, or if the thread is interrupted, whose flag stays set
     */
    public boolean awaitIdle(Duration patience) {
        return flusher.awaitIdle(patience);
    }

    public IndexStatus status() {
        return flusher.status(List.copyOf(tables.keySet()), memoryBytes);
    }

    /**
     * Waits for a flush that is under way, then closes the file. Changes that were not frozen before are not flushed:
     * that is {@link #flushNow}. Does nothing the second time.
     */
    @Override
    public void close() {
        flusher.close();
    }

    /** Runs {@code reader} over a view whose snapshot is held meanwhile; again, from the start, if its file went away. */
    void read(Consumer<View> reader) {
        while (true) {
            View view = flusher.view();
            TreeSnapshot snapshot = view.snapshot();
            if (!snapshot.tryHold()) {
                continue;
            }
            try {
                reader.accept(view);
                return;
            } catch (TreeClosedException e) {
                flusher.awaitOther(snapshot, e);
            } catch (IndexDamagedException e) {
                flusher.report(e);
                throw e;
            } finally {
                snapshot.release();
            }
        }
    }

    private byte @Nullable [] get(int table, byte[] key) {
        while (true) {
            View view = flusher.view();
            byte[] value = inMemory(view, table, key);
            if (value != null) {
                return MemoryTable.isRemoval(value) ? null : value;
            }
            if (!flusher.filters().mightContain(table, key)) {
                return null;
            }
            TreeSnapshot snapshot = view.snapshot();
            if (!snapshot.tryHold()) {
                continue;
            }
            try {
                return snapshot.get(table, key);
            } catch (TreeClosedException e) {
                flusher.awaitOther(snapshot, e);
            } catch (IndexDamagedException e) {
                flusher.report(e);
                throw e;
            } finally {
                snapshot.release();
            }
        }
    }

    private static byte @Nullable [] inMemory(View view, int table, byte[] key) {
        byte[] value = view.active(table).get(key);
        if (value == null) {
            MemoryTable frozen = view.frozen(table);
            value = frozen == null ? null : frozen.get(key);
        }
        return value;
    }

    private final class Table implements IndexTable {
        private final String name;
        private final int number;

        Table(String name, int number) {
            this.name = name;
            this.number = number;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public byte @Nullable [] get(byte[] key) {
            return Index.this.get(number, key);
        }

        @Override
        public Cursor cursor(byte[] from, byte @Nullable [] toExclusive) {
            return new MergedCursor(Index.this, number, from, toExclusive);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            set(key, value);
        }

        @Override
        public void remove(byte[] key) {
            set(key, MemoryTable.REMOVED);
        }

        private void set(byte[] key, byte[] value) {
            memoryBytes = memoryBytes() + flusher.writableView().active(number).set(key, value);
        }
    }
}
