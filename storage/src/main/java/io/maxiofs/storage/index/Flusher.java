package io.maxiofs.storage.index;

import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the {@link View} and the thread that writes frozen tables to the file. After a flush, and only then, the thread
 * builds filters and moves pages together in small steps, giving way to the next flush between them.
 *
 * <p>A flush that fails leaves the file at its last published state: it is opened anew, the frozen tables stay where
 * they are, in memory, and are tried again when the writer next asks for something to be frozen.
 */
final class Flusher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);

    /** Under load, one part in so many of the time of a flush is for upkeep. */
    private static final int UPKEEP_SHARE = 3;

    private final Disk disk;
    private final Path path;
    private final IndexConfig config;
    private final List<String> names;
    private final Upkeep upkeep;
    private final Thread thread = new Thread(this::run, "index-flusher");

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Replaced under the lock; read by anybody.
    private volatile View view;
    private volatile byte @Nullable [] durableCheckpoint;

    // Guarded by the lock.
    private byte[] frozenCheckpoint = new byte[0];
    private boolean flushWanted;
    private long attempts;
    private @Nullable Throwable failure;
    private volatile boolean closing;
    private long flushes;
    private Instant flushedAt;
    private boolean idle;

    // Of the flusher's thread, and before it starts of the opening one.
    private @Nullable TreeStore tree;
    private long flushNanos;
    private long upkeepNanos;

    private volatile @Nullable IndexDamagedException damage;
    private volatile long fileBytes;
    private volatile int livePercent;
    private volatile long filterBytes;

    private Flusher(Disk disk, Path path, IndexConfig config, List<String> names, TreeStore tree) {
        this.disk = disk;
        this.path = path;
        this.config = config;
        this.names = names;
        this.tree = tree;
        this.durableCheckpoint = tree.checkpoint().orElse(null);
        this.flushedAt = publishedAt(tree);
        this.view = new View(View.emptyTables(names.size()), null, tree.snapshot());
        this.upkeep = new Upkeep(disk, path, config, names);
        thread.setDaemon(true);
    }

    static Flusher open(Disk disk, Path path, IndexConfig config, List<String> names) throws IOException {
        TreeStore tree = TreeStore.open(disk, path, config, names);
        try {
            Flusher flusher = new Flusher(disk, path, config, names, tree);
            flusher.upkeep.restoreFilters(tree);
            flusher.measure(tree);
            return flusher;
        } catch (IOException | RuntimeException e) {
            tree.close();
            throw e;
        }
    }

    private static Instant publishedAt(TreeStore tree) {
        return Instant.ofEpochMilli(tree.published().publishedMillis());
    }

    void start() {
        thread.start();
    }

    View view() {
        return view;
    }

    /** The tables to change. */
    View writableView() {
        requireOpen();
        return view;
    }

    KeyFilters filters() {
        return upkeep.filters();
    }

    Optional<byte[]> checkpoint() {
        return Optional.ofNullable(durableCheckpoint);
    }

    boolean freeze(byte[] checkpoint) {
        lock.lock();
        try {
            requireOpen();
            if (view.hasFrozen()) {
                flushWanted = true;
                changed.signalAll();
                return false;
            }
            if (!view.isActiveEmpty() || !Arrays.equals(checkpoint, durableCheckpoint)) {
                view = view.freeze();
                frozenCheckpoint = checkpoint;
                flushWanted = true;
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is frozen; false if that takes too long, or the flush fails, or on an interrupt. */
    boolean awaitFlushed(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (view.hasFrozen() && !closing) {
                if (left <= 0 || (failure != null && !flushWanted)) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return !closing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Flushes what is frozen, if anything is, or throws why that failed; an attempt that began before does not count. */
    void flushPending() throws IOException {
        lock.lock();
        try {
            requireOpen();
            long before = attempts;
            while (view.hasFrozen()) {
                if (failure != null && !flushWanted && (attempts > before || closing)) {
                    throw asException(failure);
                }
                if (attempts == before) {
                    flushWanted = true;
                    changed.signalAll();
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private static IOException asException(Throwable failure) {
        if (failure instanceof IndexDamagedException damaged) {
            throw new IndexDamagedException("The index could not be flushed", damaged);
        }
        return new IOException("The index could not be flushed", failure);
    }

    Optional<Exception> failure() {
        lock.lock();
        try {
            return failure == null
                    ? Optional.empty()
                    : Optional.of(failure instanceof Exception exception ? exception : new IOException(failure));
        } finally {
            lock.unlock();
        }
    }

    /** A reader met damage. */
    void report(IndexDamagedException met) {
        if (damage == null) {
            LOG.error("The index at {} is damaged", path, met);
        }
        damage = met;
    }

    Optional<IndexDamagedException> damage() {
        return Optional.ofNullable(damage);
    }

    /** For a reader whose snapshot's file went away: waits until the view has another one. */
    @SuppressWarnings("ReferenceEquality") // whether it is still the very snapshot that failed
    void awaitOther(TreeSnapshot snapshot, TreeClosedException reason) {
        lock.lock();
        try {
            while (view.snapshot() == snapshot) {
                if (closing && !thread.isAlive()) {
                    throw reason;
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is nothing left to do; false if that takes too long, or on an interrupt. */
    boolean awaitIdle(Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while ((!idle || flushWanted) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return left > 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    IndexStatus status(List<String> tables, long memoryBytes) {
        lock.lock();
        try {
            Throwable trouble = failure == null ? damage : failure;
            Map<String, Long> entries = new LinkedHashMap<>();
            for (int i = 0; i < tables.size(); i++) {
                entries.put(tables.get(i), view.snapshot().count(i));
            }
            return new IndexStatus(
                    fileBytes,
                    livePercent,
                    new IndexStatus.Heap(memoryBytes, view.frozenBytes(), filterBytes),
                    entries,
                    flushes,
                    flushedAt,
                    trouble == null ? null : trouble.toString(),
                    !idle || flushWanted);
        } finally {
            lock.unlock();
        }
    }

    // ---- the flusher's thread

    private void run() {
        while (true) {
            boolean flush;
            lock.lock();
            try {
                while (!closing && !flushWanted && !upkeep.hasWork()) {
                    idle = true;
                    changed.signalAll();
                    changed.awaitUninterruptibly();
                }
                idle = false;
                if (closing && !flushWanted) {
                    return;
                }
                flush = flushWanted && (closing || !owesUpkeep());
                attempts += flush ? 1 : 0;
            } finally {
                lock.unlock();
            }
            attempt(flush);
        }
    }

    /** When flush follows flush, upkeep still gets its share: else the file and the misses would grow with the load. */
    private boolean owesUpkeep() {
        return upkeep.hasWork() && upkeepNanos < flushNanos / UPKEEP_SHARE;
    }

    /** Nothing may end this thread but closing: whatever goes wrong is kept for the writer to see. */
    private void attempt(boolean flush) {
        long start = System.nanoTime();
        try {
            TreeStore opened = tree == null ? reopen() : tree;
            if (flush) {
                flush(opened);
                flushNanos = System.nanoTime() - start;
                upkeepNanos = 0;
            } else {
                upkeep.step(opened, view.snapshot(), this::replaceSnapshot);
                upkeepNanos += System.nanoTime() - start;
            }
            measure(opened);
        } catch (IOException | RuntimeException | Error e) {
            LOG.warn("The index at {} could not be written; its changes stay in memory", path, e);
            recover(e);
        }
    }

    private TreeStore reopen() throws IOException {
        TreeStore opened = TreeStore.open(disk, path, config, names);
        tree = opened;
        replaceSnapshot(opened.snapshot());
        return opened;
    }

    private void flush(TreeStore into) throws IOException {
        View flushing = view;
        byte[] checkpoint;
        lock.lock();
        try {
            checkpoint = frozenCheckpoint;
        } finally {
            lock.unlock();
        }
        if (flushing.hasFrozen()) {
            for (int table = 0; table < names.size(); table++) {
                MemoryTable frozen = flushing.frozen(table);
                if (frozen != null) {
                    write(into, table, frozen);
                }
            }
            into.setCheckpoint(checkpoint);
            into.commit();
        }
        TreeSnapshot written = into.snapshot();
        TreeSnapshot before;
        lock.lock();
        try {
            before = view.snapshot();
            if (view.hasFrozen()) {
                durableCheckpoint = checkpoint;
                flushes++;
                flushedAt = publishedAt(into);
            }
            view = view.flushed(written);
            failure = null;
            flushWanted = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        before.release();
        upkeep.afterFlush();
    }

    private void write(TreeStore into, int table, MemoryTable frozen) throws IOException {
        for (Map.Entry<byte[], byte[]> entry : frozen.entries().entrySet()) {
            byte[] key = entry.getKey();
            byte[] value = entry.getValue();
            if (!MemoryTable.isRemoval(value)) {
                upkeep.filters().add(table, key);
            }
            into.set(table, key, value);
        }
    }

    private void replaceSnapshot(TreeSnapshot next) {
        TreeSnapshot before;
        lock.lock();
        try {
            before = view.snapshot();
            view = view.over(next);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        before.release();
    }

    private void measure(TreeStore of) {
        fileBytes = of.fileBytes();
        livePercent = of.livePercent();
        filterBytes = upkeep.filters().bytes();
    }

    /** Goes back to the published state of the file. */
    private void recover(Throwable cause) {
        Throwable reported = cause;
        try {
            if (tree != null) {
                closeTree(tree);
                tree = null;
            }
            reopen();
        } catch (IOException | RuntimeException e) {
            reported.addSuppressed(e);
            replaceSnapshot(new TreeSnapshot(unavailable(e)));
        }
        lock.lock();
        try {
            failure = reported;
            flushWanted = false;
            upkeep.pause();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static Supplier<RuntimeException> unavailable(Exception cause) {
        return cause instanceof IndexDamagedException
                ? () -> new IndexDamagedException("The index file is damaged", cause)
                : () -> new UncheckedIOException(new IOException("The index file cannot be opened", cause));
    }

    private void closeTree(TreeStore closing) {
        try {
            closing.close();
        } catch (UncheckedIOException e) {
            LOG.warn("Closing the index file at {} failed", path, e);
        }
    }

    // ---- closing

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = joinThread();
        try {
            if (tree != null) {
                upkeep.saveFilters(tree);
            }
        } finally {
            discardView();
            if (tree != null) {
                closeTree(tree);
                tree = null;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From now on every read fails; none may find an empty table instead. */
    private void discardView() {
        upkeep.filters().clear();
        TreeSnapshot closed = new TreeSnapshot(() -> new IllegalStateException("The index is closed"));
        TreeSnapshot before;
        lock.lock();
        try {
            before = view.snapshot();
            view = new View(View.emptyTables(names.size()), null, closed);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        before.release();
    }

    private boolean joinThread() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(1));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }

    private void requireOpen() {
        if (closing) {
            throw new IllegalStateException("The index is closed");
        }
    }
}
