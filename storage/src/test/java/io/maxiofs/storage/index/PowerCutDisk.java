package io.maxiofs.storage.index;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A disk in memory that can lose power, or fail, at any mutating call. What was not forced then survives as the {@link
 * Loss} says; a forced byte always does.
 */
final class PowerCutDisk implements Disk {

    /** What becomes of writes that were not forced. */
    enum Loss {
        /** All of them are lost. */
        EVERYTHING,
        /** All are kept, the last one torn. */
        NOTHING,
        /** Each sector of each write is kept or lost by chance. */
        RANDOM_SECTORS
    }

    /** Thrown by every call from the moment power is lost. */
    static final class PowerLostException extends IOException {
        PowerLostException() {
            super("Power is lost");
        }
    }

    /** Decides, by number of the mutating call from 1, whether it fails although power is there. */
    interface Faults {
        boolean fails(int call, String kind);
    }

    private static final int SECTOR = 512;

    private final Map<Path, Content> current = new HashMap<>();
    private final Map<Path, Content> durable = new HashMap<>();
    private int calls;
    private int powerLostAt = Integer.MAX_VALUE;
    private Faults faults = (call, kind) -> false;
    private long reads;

    synchronized void losePowerAt(int call) {
        powerLostAt = call;
    }

    synchronized void failAt(Faults rule) {
        faults = rule;
    }

    synchronized int calls() {
        return calls;
    }

    synchronized long reads() {
        return reads;
    }

    synchronized boolean isPowerLost() {
        return calls >= powerLostAt;
    }

    /** Whether the last call failed, or would have. */
    synchronized boolean isBroken() {
        return isPowerLost() || faults.fails(calls, "any");
    }

    /** What is found when power is back. */
    synchronized PowerCutDisk restarted(Loss loss, Random random) {
        PowerCutDisk next = new PowerCutDisk();
        Map<Path, Content> names =
                loss == Loss.EVERYTHING || (loss == Loss.RANDOM_SECTORS && random.nextBoolean()) ? durable : current;
        names.forEach((path, content) -> {
            Content kept = content.afterLoss(loss, random);
            next.current.put(path, kept);
            next.durable.put(path, kept);
        });
        return next;
    }

    /** Another disk in the same state, with power and without faults. */
    synchronized PowerCutDisk copy() {
        PowerCutDisk copy = new PowerCutDisk();
        Map<Content, Content> copies = new HashMap<>();
        current.forEach((path, content) -> copy.current.put(path, copies.computeIfAbsent(content, Content::copy)));
        durable.forEach((path, content) -> copy.durable.put(path, copies.computeIfAbsent(content, Content::copy)));
        return copy;
    }

    /** The bytes of a file, to be damaged; changes are durable. */
    synchronized byte[] bytes(Path path) {
        Content content = current.get(path);
        if (content == null) {
            throw new IllegalArgumentException("No file " + path);
        }
        return Arrays.copyOf(content.bytes, content.size);
    }

    synchronized void overwrite(Path path, byte[] bytes) {
        Content content = new Content();
        content.set(0, bytes, bytes.length);
        content.force();
        current.put(path, content);
        durable.put(path, content);
    }

    /** Changes the bytes of a file under those who have it open. */
    synchronized void damage(Path path, byte[] bytes) {
        Content content = current.get(path);
        if (content == null) {
            throw new IllegalArgumentException("No file " + path);
        }
        content.set(0, bytes, bytes.length);
    }

    private void mutating(String kind) throws IOException {
        calls++;
        if (isPowerLost()) {
            throw new PowerLostException();
        }
        if (faults.fails(calls, kind)) {
            throw new IOException("No luck with call " + calls + ", " + kind);
        }
    }

    @Override
    public synchronized DataFile open(Path path, OpenMode mode) throws IOException {
        Content content = current.get(path);
        if (content == null) {
            if (mode == OpenMode.READ || mode == OpenMode.WRITE) {
                throw new NoSuchFileException(path.toString());
            }
            mutating("create");
            content = new Content();
            current.put(path, content);
        } else if (mode == OpenMode.CREATE_NEW) {
            throw new FileAlreadyExistsException(path.toString());
        }
        return new Handle(content);
    }

    @Override
    public synchronized void createDirectory(Path directory) throws IOException {
        mutating("createDirectory");
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        mutating("forceDirectory");
        durable.keySet().removeIf(path -> directory.equals(path.getParent()));
        current.forEach((path, content) -> {
            if (directory.equals(path.getParent())) {
                durable.put(path, content);
            }
        });
    }

    @Override
    public synchronized void move(Path source, Path target) throws IOException {
        mutating("move");
        Content content = current.remove(source);
        if (content == null) {
            throw new NoSuchFileException(source.toString());
        }
        current.put(target, content);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        mutating("delete");
        current.remove(path);
    }

    @Override
    public synchronized boolean exists(Path path) {
        return current.containsKey(path);
    }

    @Override
    public synchronized Kind kind(Path path) throws IOException {
        if (!current.containsKey(path)) {
            throw new NoSuchFileException(path.toString());
        }
        return Kind.FILE;
    }

    @Override
    public synchronized List<Path> list(Path directory) {
        return current.keySet().stream()
                .filter(path -> directory.equals(path.getParent()))
                .toList();
    }

    @Override
    public long usableSpace(Path path) {
        return Long.MAX_VALUE;
    }

    @Override
    public long totalSpace(Path path) {
        return Long.MAX_VALUE;
    }

    private static final class Content {
        private byte[] bytes = new byte[0];
        private int size;
        private byte[] forced = new byte[0];
        private final List<Write> unforced = new ArrayList<>();

        /** A write, or with null bytes a truncation to the position. */
        private record Write(int position, ByteBuffer bytes, boolean truncation) {}

        Content copy() {
            Content copy = new Content();
            copy.set(0, bytes, size);
            copy.forced = forced;
            copy.unforced.addAll(unforced);
            return copy;
        }

        void set(int position, byte[] source, int length) {
            int end = Math.max(size, position + length);
            if (bytes.length < end) {
                bytes = Arrays.copyOf(bytes, Math.max(end, bytes.length * 2));
            }
            System.arraycopy(source, 0, bytes, position, length);
            size = end;
        }

        void write(int position, byte[] source) {
            set(position, source, source.length);
            unforced.add(new Write(position, ByteBuffer.wrap(source), false));
        }

        void truncate(int to) {
            if (to < size) {
                Arrays.fill(bytes, to, size, (byte) 0);
                size = to;
                unforced.add(new Write(to, ByteBuffer.allocate(0), true));
            }
        }

        void force() {
            forced = Arrays.copyOf(bytes, size);
            unforced.clear();
        }

        Content afterLoss(Loss loss, Random random) {
            Content kept = new Content();
            kept.set(0, forced, forced.length);
            if (loss != Loss.EVERYTHING) {
                for (int i = 0; i < unforced.size(); i++) {
                    Write write = unforced.get(i);
                    boolean torn = loss == Loss.NOTHING && i == unforced.size() - 1;
                    kept.keep(write, loss == Loss.RANDOM_SECTORS, torn, random);
                }
            }
            kept.force();
            return kept;
        }

        private void keep(Write write, boolean choose, boolean torn, Random random) {
            if (write.truncation()) {
                if (!choose || random.nextBoolean()) {
                    truncate(Math.min(size, write.position()));
                }
                return;
            }
            byte[] source = write.bytes().array();
            int end = torn ? random.nextInt(source.length + 1) : source.length;
            for (int at = 0; at < end; ) {
                int sectorEnd = Math.min(end, ((write.position() + at) / SECTOR + 1) * SECTOR - write.position());
                if (!choose || random.nextBoolean()) {
                    set(write.position() + at, Arrays.copyOfRange(source, at, sectorEnd), sectorEnd - at);
                }
                at = sectorEnd;
            }
        }
    }

    private final class Handle implements DataFile {
        private final Content content;

        Handle(Content content) {
            this.content = content;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            synchronized (PowerCutDisk.this) {
                if (isPowerLost()) {
                    throw new PowerLostException();
                }
                reads++;
                if (position >= content.size) {
                    return -1;
                }
                int count = Math.min(target.remaining(), content.size - (int) position);
                target.put(content.bytes, (int) position, count);
                return count;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            synchronized (PowerCutDisk.this) {
                byte[] bytes = new byte[source.remaining()];
                source.get(bytes);
                try {
                    mutating("write");
                } catch (PowerLostException e) {
                    if (calls == powerLostAt) {
                        content.write((int) position, bytes);
                    }
                    throw e;
                }
                content.write((int) position, bytes);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (PowerCutDisk.this) {
                mutating("force");
                content.force();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (PowerCutDisk.this) {
                mutating("truncate");
                content.truncate((int) size);
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (PowerCutDisk.this) {
                return content.size;
            }
        }

        @Override
        public Closeable tryLock() {
            return () -> {};
        }

        @Override
        public Optional<FileChannel> channel() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
