package io.maxiofs.storage.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A disk that shows another one and never changes it: what is written stays in memory, block by block, and is forgotten
 * with the instance. Code that recovers while it opens can so be used to look at a store and leave it as it is.
 *
 * <p>Memory grows with what is written, so it is for little writing. Safe on any thread.
 */
public final class OverlayDisk implements Disk {
    private final Disk below;
    private final Map<Path, Node> changed = new HashMap<>();

    public OverlayDisk(Disk below) {
        this.below = below;
    }

    private sealed interface Node {}

    private record Gone() implements Node {}

    private record Directory() implements Node {}

    private record Regular(OverlayContent content) implements Node {}

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    @Override
    public synchronized DataFile open(Path path, OpenMode mode) throws IOException {
        boolean there = exists(path);
        if (there && mode == OpenMode.CREATE_NEW) {
            throw new FileAlreadyExistsException(path.toString());
        }
        boolean creates = mode == OpenMode.CREATE || mode == OpenMode.CREATE_NEW;
        if (!there && !creates) {
            throw new NoSuchFileException(path.toString());
        }
        return new OverlayFile(there ? content(path) : created(path), mode != OpenMode.READ);
    }

    private OverlayContent created(Path path) {
        OverlayContent content = new OverlayContent(null, 0);
        changed.put(normal(path), new Regular(content));
        return content;
    }

    private OverlayContent content(Path path) throws IOException {
        Node node = changed.get(normal(path));
        if (node instanceof Regular file) {
            return file.content();
        }
        if (node instanceof Directory) {
            throw new IOException(path + " is a directory");
        }
        try (DataFile file = below.open(path, OpenMode.READ)) {
            OverlayContent content = new OverlayContent(path, file.size());
            changed.put(normal(path), new Regular(content));
            return content;
        }
    }

    @Override
    public synchronized void createDirectory(Path directory) throws IOException {
        if (exists(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        changed.put(normal(directory), new Directory());
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        if (!exists(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
    }

    @Override
    public synchronized void move(Path source, Path target) throws IOException {
        if (!exists(source)) {
            throw new NoSuchFileException(source.toString());
        }
        changed.put(normal(target), new Regular(content(source)));
        changed.put(normal(source), new Gone());
    }

    @Override
    public synchronized void delete(Path path) {
        changed.put(normal(path), new Gone());
    }

    @Override
    public synchronized boolean exists(Path path) {
        Node node = changed.get(normal(path));
        return node == null ? below.exists(path) : !(node instanceof Gone);
    }

    @Override
    public synchronized Kind kind(Path path) throws IOException {
        return switch (changed.get(normal(path))) {
            case null -> below.kind(path);
            case Gone gone -> throw new NoSuchFileException(path.toString());
            case Directory directory -> Kind.DIRECTORY;
            case Regular regular -> Kind.FILE;
        };
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        List<Path> names = new ArrayList<>();
        if (changed.get(normal(directory)) == null) {
            for (Path path : below.list(directory)) {
                if (!changed.containsKey(normal(path))) {
                    names.add(path);
                }
            }
        }
        changed.forEach((path, node) -> {
            if (!(node instanceof Gone) && normal(directory).equals(path.getParent())) {
                names.add(directory.resolve(Objects.requireNonNull(path.getFileName())));
            }
        });
        return names;
    }

    @Override
    public long usableSpace(Path path) throws IOException {
        return below.usableSpace(path);
    }

    @Override
    public long totalSpace(Path path) throws IOException {
        return below.totalSpace(path);
    }

    /** One open file. The one below is opened with the first read that needs it. */
    private final class OverlayFile implements DataFile {
        private final OverlayContent content;
        private final boolean writable;
        private @Nullable DataFile opened;
        private boolean closed;

        OverlayFile(OverlayContent content, boolean writable) {
            this.content = content;
            this.writable = writable;
        }

        private synchronized @Nullable DataFile original() throws IOException {
            if (closed) {
                throw new IOException("The file is closed");
            }
            Path path = content.original();
            if (opened == null && path != null) {
                opened = below.open(path, OpenMode.READ);
            }
            return opened;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return content.read(target, position, original());
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            requireWritable();
            content.write(source, position, original());
        }

        @Override
        public void force() {
            // Nothing here outlives the process.
        }

        @Override
        public void truncate(long size) throws IOException {
            requireWritable();
            content.truncate(size);
        }

        private void requireWritable() throws IOException {
            if (!writable) {
                throw new IOException("The file is open for reading only");
            }
        }

        @Override
        public long size() {
            return content.size();
        }

        /** The lock that counts is the one on the disk below, which whoever made this instance holds. */
        @Override
        public Closeable tryLock() {
            return () -> {};
        }

        @Override
        public Optional<FileChannel> channel() {
            return Optional.empty();
        }

        @Override
        public synchronized void close() throws IOException {
            closed = true;
            if (opened != null) {
                opened.close();
                opened = null;
            }
        }
    }
}
