package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One segment file as readers see it: opened when first read, counted while in use, and handed on for recycling only
 * after it was retired and the last reader has left. Safe on any thread.
 */
final class Segment {

    private final Disk disk;
    private final Path path;
    private final SegmentHeader header;
    private final Consumer<Segment> onUnused;

    private volatile int end;
    private volatile boolean sealed;
    /** Set and cleared under the lock; read without it. */
    private volatile @Nullable Handle handle;
    /** Tick of the last use; written without care, as it only chooses what to close. */
    private volatile long lastUsed;

    private boolean retired;
    private int openHandles;

    Segment(Disk disk, Path path, SegmentHeader header, int end, boolean sealed, Consumer<Segment> onUnused) {
        this.disk = disk;
        this.path = path;
        this.header = header;
        this.end = end;
        this.sealed = sealed;
        this.onUnused = onUnused;
    }

    long id() {
        return header.id();
    }

    Path path() {
        return path;
    }

    SegmentHeader header() {
        return header;
    }

    /** Records before this offset are durable. */
    int end() {
        return end;
    }

    void end(int durableEnd) {
        this.end = durableEnd;
    }

    boolean sealed() {
        return sealed;
    }

    void seal(int durableEnd) {
        end = durableEnd;
        sealed = true;
    }

    SegmentInfo info() {
        return new SegmentInfo(id(), end, sealed);
    }

    long lastUsed() {
        return lastUsed;
    }

    void usedAt(long tick) {
        lastUsed = tick;
    }

    boolean open() {
        return handle != null;
    }

    /** The file for reading, counted; {@link Handle#release} it. */
    Handle acquire() throws IOException {
        while (true) {
            Handle current = handle;
            if (current != null && current.retain()) {
                return current;
            }
            openHandle();
        }
    }

    private synchronized void openHandle() throws IOException {
        if (retired) {
            throw new SegmentMissingException(id());
        }
        if (handle == null) {
            try {
                handle = new Handle(disk.open(path, OpenMode.READ));
            } catch (NoSuchFileException e) {
                SegmentMissingException missing = new SegmentMissingException(id());
                missing.initCause(e);
                throw missing;
            }
            openHandles++;
        }
    }

    /** Closes the file as soon as nobody reads it; a later reader opens it again. */
    void closeFile() throws IOException {
        Handle current;
        synchronized (this) {
            current = handle;
            handle = null;
        }
        if (current != null) {
            current.release();
        }
    }

    /** No reader enters any more; when the last one has left, the segment is handed to {@code onUnused}. */
    void retire() throws IOException {
        Handle current;
        boolean unused;
        synchronized (this) {
            if (retired) {
                return;
            }
            retired = true;
            current = handle;
            handle = null;
            unused = openHandles == 0;
        }
        if (current != null) {
            current.release();
        } else if (unused) {
            onUnused.accept(this);
        }
    }

    private void closed() {
        boolean unused;
        synchronized (this) {
            openHandles--;
            unused = retired && openHandles == 0;
        }
        if (unused) {
            onUnused.accept(this);
        }
    }

    /** An open file and the number of those who use it, the segment itself being one of them. */
    final class Handle {

        private final DataFile file;
        private final AtomicInteger users = new AtomicInteger(1);

        private Handle(DataFile file) {
            this.file = file;
        }

        DataFile file() {
            return file;
        }

        private boolean retain() {
            int count = users.get();
            while (count > 0) {
                int seen = users.compareAndExchange(count, count + 1);
                if (seen == count) {
                    return true;
                }
                count = seen;
            }
            return false;
        }

        void release() throws IOException {
            if (users.decrementAndGet() == 0) {
                try {
                    file.close();
                } finally {
                    closed();
                }
            }
        }
    }
}
