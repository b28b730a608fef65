package io.maxiofs.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A disk for reading only whose unreadable places read as zeros, so that one bad sector does not end the reading of all
 * the rest; what the zeros stand for then fails its checksum. Safe on any thread.
 */
public final class SalvageDisk implements Disk {
    private static final Logger LOG = LoggerFactory.getLogger(SalvageDisk.class);
    private static final int BLOCK_BYTES = 4096;

    private final Disk below;
    private final AtomicLong unreadableBytes = new AtomicLong();

    public SalvageDisk(Disk below) {
        this.below = below;
    }

    /** Bytes that were replaced by zeros; those read twice count twice. */
    public long unreadableBytes() {
        return unreadableBytes.get();
    }

    @Override
    public DataFile open(Path path, OpenMode mode) throws IOException {
        if (mode != OpenMode.READ) {
            throw readOnly();
        }
        return new SalvageFile(path, below.open(path, mode));
    }

    private static IOException readOnly() {
        return new IOException("A damaged disk is only read");
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        throw readOnly();
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        throw readOnly();
    }

    @Override
    public void move(Path source, Path target) throws IOException {
        throw readOnly();
    }

    @Override
    public void delete(Path path) throws IOException {
        throw readOnly();
    }

    @Override
    public boolean exists(Path path) {
        return below.exists(path);
    }

    @Override
    public Kind kind(Path path) throws IOException {
        return below.kind(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return below.list(directory);
    }

    @Override
    public long usableSpace(Path path) throws IOException {
        return below.usableSpace(path);
    }

    @Override
    public long totalSpace(Path path) throws IOException {
        return below.totalSpace(path);
    }

    private final class SalvageFile implements DataFile {
        private final Path path;
        private final DataFile file;

        SalvageFile(Path path, DataFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            int start = target.position();
            try {
                return file.read(target, position);
            } catch (IOException e) {
                target.position(start);
                return readInBlocks(target, position, e);
            }
        }

        /** Reads up to one block; the caller comes again for the rest, as it always has to. */
        private int readInBlocks(ByteBuffer target, long position, IOException failure) throws IOException {
            if (position >= file.size()) {
                return -1;
            }
            int start = target.position();
            int limit = target.limit();
            int inBlock = (int) (BLOCK_BYTES - position % BLOCK_BYTES);
            int length = (int) Math.min(Math.min(inBlock, target.remaining()), file.size() - position);
            target.limit(start + length);
            try {
                return file.read(target, position);
            } catch (IOException e) {
                failure.addSuppressed(e);
                LOG.warn("{} cannot be read at {}; zeros take the place of {} bytes", path, position, length, failure);
                unreadableBytes.addAndGet(length);
                target.position(start).put(new byte[length]);
                return length;
            } finally {
                target.limit(limit);
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            throw readOnly();
        }

        @Override
        public void force() throws IOException {
            throw readOnly();
        }

        @Override
        public void truncate(long size) throws IOException {
            throw readOnly();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public @Nullable Closeable tryLock() throws IOException {
            return file.tryLock();
        }

        @Override
        public Optional<FileChannel> channel() {
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
