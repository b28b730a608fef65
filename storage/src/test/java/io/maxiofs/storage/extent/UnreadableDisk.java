package io.maxiofs.storage.extent;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A disk with a range of bytes that no file can be read at. */
final class UnreadableDisk implements Disk {
    private final Disk disk;
    private long from;
    private long to;
    private String reason = "";

    UnreadableDisk(Disk disk) {
        this.disk = disk;
    }

    /** From now on reads that touch these bytes of any file fail. */
    void fail(long fromByte, long toByte, String message) {
        from = fromByte;
        to = toByte;
        reason = message;
    }

    @Override
    public DataFile open(Path path, OpenMode mode) throws IOException {
        return new Unreadable(disk.open(path, mode));
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        disk.createDirectory(directory);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        disk.forceDirectory(directory);
    }

    @Override
    public void move(Path source, Path target) throws IOException {
        disk.move(source, target);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public Kind kind(Path path) throws IOException {
        return disk.kind(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public long usableSpace(Path path) throws IOException {
        return disk.usableSpace(path);
    }

    @Override
    public long totalSpace(Path path) throws IOException {
        return disk.totalSpace(path);
    }

    private final class Unreadable implements DataFile {
        private final DataFile file;

        Unreadable(DataFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (position < to && position + target.remaining() > from) {
                throw new IOException(reason);
            }
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            file.write(source, position);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
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
            return file.channel();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
