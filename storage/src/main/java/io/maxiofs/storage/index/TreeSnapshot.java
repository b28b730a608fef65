package io.maxiofs.storage.index;

import io.maxiofs.storage.api.MemoryOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * The file's tables as of one flush. The space of its pages is not used again while the snapshot is held: it begins
 * with one hold for whoever made it, and each reader takes another for as long as it reads.
 */
final class TreeSnapshot {

    /** How far into a table a reader of a snapshot has come. */
    interface Entries {
        boolean next();

        byte[] key();

        byte[] value();
    }

    private final @Nullable MVStore store;
    private final MVStore.@Nullable TxCounter usage;
    private final List<MVMap<byte[], byte[]>> maps;
    private final List<RootReference<byte[], byte[]>> roots = new ArrayList<>();
    private final @Nullable Supplier<RuntimeException> unavailable;
    private final AtomicInteger holds = new AtomicInteger(1);

    /** Made by the thread that changes the tables, between changes. */
    TreeSnapshot(MVStore store, List<MVMap<byte[], byte[]>> maps) {
        this.store = store;
        this.usage = store.registerVersionUsage();
        this.maps = maps;
        this.unavailable = null;
        maps.forEach(map -> roots.add(map.getRoot()));
    }

    /** Stands for a file that is not open: every read fails. */
    TreeSnapshot(Supplier<RuntimeException> unavailable) {
        this.store = null;
        this.usage = null;
        this.maps = List.of();
        this.unavailable = unavailable;
    }

    /** Takes a hold; false if the snapshot has been let go, and another one is current. */
    boolean tryHold() {
        int count = holds.get();
        while (count > 0) {
            if (holds.compareAndSet(count, count + 1)) {
                return true;
            }
            count = holds.get();
        }
        return false;
    }

    /** Gives a hold back. */
    void release() {
        if (holds.decrementAndGet() == 0 && store != null) {
            // The store looks at its counters with the next commit; nothing to wait for here.
            store.decrementVersionUsageCounter(usage);
        }
    }

    byte @Nullable [] get(int table, byte[] key) {
        requireAvailable();
        try {
            return maps.get(table).get(roots.get(table).root, key);
        } catch (MVStoreException e) {
            throw translate(e);
        }
    }

    /** Entries from {@code from} on; valid while the snapshot is held. */
    Entries entries(int table, byte[] from) {
        requireAvailable();
        try {
            return new TreeEntries(maps.get(table).cursor(roots.get(table), from, null, false));
        } catch (MVStoreException e) {
            throw translate(e);
        }
    }

    /** Number of entries of a table; 0 while the file is not available. */
    long count(int table) {
        return unavailable == null ? roots.get(table).getTotalCount() : 0;
    }

    private void requireAvailable() {
        if (unavailable != null) {
            throw unavailable.get();
        }
    }

    /** What a failure of MVStore means to the caller. */
    static RuntimeException translate(MVStoreException failure) {
        if (failure.getErrorCode() == DataUtils.ERROR_CLOSED) {
            // Its cause is why the store was closed, which is the flusher's business and not the reader's.
            return new TreeClosedException(failure);
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof MemoryOnly.MissException miss) {
                return miss;
            }
            if (cause instanceof IndexDamagedException damaged) {
                return damaged;
            }
            if (cause instanceof IOException io) {
                return new UncheckedIOException(io);
            }
        }
        return new IndexDamagedException("The index file is damaged", failure);
    }

    private static final class TreeEntries implements Entries {
        private final org.h2.mvstore.Cursor<byte[], byte[]> cursor;

        TreeEntries(org.h2.mvstore.Cursor<byte[], byte[]> cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean next() {
            try {
                if (!cursor.hasNext()) {
                    return false;
                }
                cursor.next();
                return true;
            } catch (MVStoreException e) {
                throw translate(e);
            }
        }

        @Override
        public byte[] key() {
            return cursor.getKey();
        }

        @Override
        public byte[] value() {
            return cursor.getValue();
        }
    }
}
