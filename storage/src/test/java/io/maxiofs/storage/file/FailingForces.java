package io.maxiofs.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A disk, of whatever kind, on which a force of certain files fails when the test says so. Safe on any thread. */
public final class FailingForces implements Disk {
    private final Disk disk;
    private final String pathEnd;
    private final AtomicBoolean armed = new AtomicBoolean();

    /** @param pathEnd how the paths of files end whose forces may fail */
    public FailingForces(Disk disk, String pathEnd) {
        this.disk = disk;
        this.pathEnd = pathEnd;
    }

    /** The next force fails. */
    public void failOnce() {
        armed.set(true);
    }

    @Override
    public DataFile open(Path path, OpenMode mode) throws IOException {
        DataFile file = disk.open(path, mode);
        return path.toString().endsWith(pathEnd) ? new Failing(file) : file;
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
    public void restrictToOwner(Path file) throws IOException {
        disk.restrictToOwner(file);
    }

    @Override
    public long usableSpace(Path path) throws IOException {
        return disk.usableSpace(path);
    }

    @Override
    public long totalSpace(Path path) throws IOException {
        return disk.totalSpace(path);
    }

    private final class Failing implements DataFile {
        private final DataFile file;

        Failing(DataFile file) {
            this.file = file;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            file.write(source, position);
        }

        @Override
        public void force() throws IOException {
            if (armed.getAndSet(false)) {
                throw new IOException("a force that fails");
            }
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
