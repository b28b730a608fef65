package io.maxiofs.storage.index;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the memory tables and the file. Reads ahead in batches, each out of one {@link View}, and holds the
 * file's snapshot only while it fills one: so it needs no closing, and never keeps space or memory from being freed.
 */
final class MergedCursor implements Cursor {

    /** Entries of the first batch, and of the first after a seek: a listing with a delimiter wants one or two. */
    private static final int FIRST_BATCH = 2;

    private static final int LARGEST_BATCH = 256;

    private final Index index;
    private final int table;
    private final byte @Nullable [] toExclusive;

    private byte[] from;
    private boolean fromInclusive = true;
    private boolean exhausted;
    private int batchSize = FIRST_BATCH;
    private byte[][] keys = new byte[FIRST_BATCH][];
    private byte[][] values = new byte[FIRST_BATCH][];
    private int count;
    /** The entry before the one that next() goes to. */
    private int position = -1;

    private boolean onEntry;

    MergedCursor(Index index, int table, byte[] from, byte @Nullable [] toExclusive) {
        this.index = index;
        this.table = table;
        this.from = from;
        this.toExclusive = toExclusive;
    }

    @Override
    public boolean next() {
        if (position + 1 >= count && !fill()) {
            onEntry = false;
            return false;
        }
        position++;
        onEntry = true;
        return true;
    }

    @Override
    public byte[] key() {
        requireEntry();
        return keys[position];
    }

    @Override
    public byte[] value() {
        requireEntry();
        return values[position];
    }

    private void requireEntry() {
        if (!onEntry) {
            throw new IllegalStateException("The cursor is not on an entry");
        }
    }

    @Override
    public void seek(byte[] key) {
        onEntry = false;
        while (position + 1 < count) {
            // A short way on is in the batch already.
            if (Arrays.compareUnsigned(keys[position + 1], key) >= 0) {
                return;
            }
            if (Arrays.compareUnsigned(keys[count - 1], key) < 0) {
                position = count - 1;
            } else {
                position++;
            }
        }
        if (Arrays.compareUnsigned(key, from) > 0) {
            from = key;
            fromInclusive = true;
            batchSize = FIRST_BATCH;
        }
    }

    private boolean fill() {
        position = -1;
        count = 0;
        if (exhausted) {
            return false;
        }
        if (keys.length < batchSize) {
            keys = new byte[batchSize][];
            values = new byte[batchSize][];
        }
        index.read(view -> {
            count = 0;
            merge(view);
        });
        exhausted = count < batchSize;
        if (count > 0) {
            from = keys[count - 1];
            fromInclusive = false;
        }
        batchSize = Math.min(LARGEST_BATCH, batchSize * 4);
        return count > 0;
    }

    /** The same key in several sources counts once, with the value of the newest. */
    private void merge(View view) {
        Source active = new MemorySource(view.active(table), from, fromInclusive);
        MemoryTable frozenTable = view.frozen(table);
        Source frozen = frozenTable == null ? Source.EMPTY : new MemorySource(frozenTable, from, fromInclusive);
        Source file = new FileSource(view.snapshot().entries(table, from), fromInclusive ? null : from);
        while (count < batchSize) {
            Source least = lesser(active, lesser(frozen, file));
            byte[] key = least.key();
            if (key == null || (toExclusive != null && Arrays.compareUnsigned(key, toExclusive) >= 0)) {
                return;
            }
            byte[] value = least.value();
            advancePast(key, active);
            advancePast(key, frozen);
            advancePast(key, file);
            if (!MemoryTable.isRemoval(value)) {
                keys[count] = key;
                values[count] = value;
                count++;
            }
        }
    }

    /** The source with the lesser key; {@code newer} if they are equal. */
    private static Source lesser(Source newer, Source older) {
        byte[] a = newer.key();
        byte[] b = older.key();
        if (a == null || b == null) {
            return a == null ? older : newer;
        }
        return Arrays.compareUnsigned(a, b) <= 0 ? newer : older;
    }

    private static void advancePast(byte[] key, Source source) {
        byte[] at = source.key();
        if (at != null && Arrays.equals(at, key)) {
            source.advance();
        }
    }

    /** Entries of one layer; at its first entry when made. */
    private abstract static class Source {
        static final Source EMPTY = new Source() {
            @Override
            void advance() {
                throw new IllegalStateException("At the end");
            }
        };

        byte @Nullable [] key;
        byte[] value = MemoryTable.REMOVED;

        /** Null at the end. */
        byte @Nullable [] key() {
            return key;
        }

        byte[] value() {
            return value;
        }

        abstract void advance();
    }

    private static final class MemorySource extends Source {
        private final Iterator<Map.Entry<byte[], byte[]>> entries;

        MemorySource(MemoryTable table, byte[] from, boolean inclusive) {
            this.entries = table.entriesFrom(from, inclusive).entrySet().iterator();
            step();
        }

        @Override
        void advance() {
            step();
        }

        private void step() {
            if (entries.hasNext()) {
                Map.Entry<byte[], byte[]> entry = entries.next();
                key = entry.getKey();
                value = entry.getValue();
            } else {
                key = null;
            }
        }
    }

    private static final class FileSource extends Source {
        private final TreeSnapshot.Entries entries;

        /** @param after the key to leave out, if it is the first; null for none */
        FileSource(TreeSnapshot.Entries entries, byte @Nullable [] after) {
            this.entries = entries;
            step();
            if (after != null && key != null && Arrays.equals(key, after)) {
                step();
            }
        }

        @Override
        void advance() {
            step();
        }

        private void step() {
            if (entries.next()) {
                key = entries.key();
                value = entries.value();
            } else {
                key = null;
            }
        }
    }
}
