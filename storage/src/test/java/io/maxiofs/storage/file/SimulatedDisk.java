package io.maxiofs.storage.file;

import io.maxiofs.storage.file.DiskCall.Operation;
import io.maxiofs.storage.file.SimulatedNode.Directory;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that keeps apart what was written and what was forced, and on which calls fail as a {@link FaultPlan}
 * says. Safe on any thread.
 *
 * <p>It is as unhelpful as POSIX allows: forcing a file does not make its name durable, forcing a directory does not make
 * its files' bytes durable, and unforced sectors and names reach the disk in any order or never.
 *
 * <p>Calls that change the disk are counted from 1: creating, writing, truncating, forcing, moving, deleting.
 */
public final class SimulatedDisk implements Disk {

    private static final long DEFAULT_CAPACITY_BYTES = 1L << 40;

    private final Directory root;
    private final Random random;
    private FaultPlan plan = FaultPlan.NONE;
    private long capacity = DEFAULT_CAPACITY_BYTES;
    private final List<DiskCall> calls = new ArrayList<>();
    private @Nullable String powerLoss;
    private int openFiles;

    /** @param seed decides how calls are torn */
    public SimulatedDisk(long seed) {
        this(new Directory(), seed);
    }

    private SimulatedDisk(Directory root, long seed) {
        this.root = root;
        this.random = new Random(seed);
    }

    /** From now on. Call numbers go on. */
    public synchronized void plan(FaultPlan newPlan) {
        plan = newPlan;
    }

    /** Total bytes all files may have; more is refused with a {@link DiskFullException}. */
    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    /** The calls so far that changed the disk or should have. */
    public synchronized List<DiskCall> calls() {
        return List.copyOf(calls);
    }

    /** Files opened and not closed. */
    public synchronized int openFiles() {
        return openFiles;
    }

    /** Turns the power off. */
    public synchronized void crash() {
        powerLoss("on request");
    }

    public synchronized boolean crashed() {
        return powerLoss != null;
    }

    /**
     * The disk as a new process finds it. This one is dead afterwards, but can be reopened again, in another way.
     *
     * @param seed decides what of the unforced is there, if that is to be random
     */
    public synchronized SimulatedDisk reopen(AfterCrash crash, long seed) {
        if (powerLoss == null) {
            powerLoss = "reopened";
        }
        return imagine(crash, seed);
    }

    /** What {@link #reopen} would give, while this disk lives on. */
    public synchronized SimulatedDisk imagine(AfterCrash crash, long seed) {
        Directory after = (Directory) root.after(crash, new Random(seed), new IdentityHashMap<>());
        SimulatedDisk disk = new SimulatedDisk(after, seed);
        disk.capacity = capacity;
        return disk;
    }

    /**
     * Whether nothing that happens to both from now on can tell them apart. Denied where something waits to be forced, so
     * that a true answer is certain and a false one is not.
     */
    public synchronized boolean isSame(SimulatedDisk other) {
        return root.isSame(other.root, new IdentityHashMap<>());
    }

    /** Flips bits of a stored byte. */
    public synchronized void corrupt(Path path, int offset, int xor) throws IOException {
        file(path).content.corrupt(offset, xor);
    }

    /** Makes every directory above {@code path} and itself, durably, without counting. */
    public synchronized void makeDirectories(Path path) throws IOException {
        Directory directory = root;
        for (Path name : normal(path)) {
            SimulatedNode child = directory.find(name.toString());
            if (child == null) {
                child = new Directory();
                directory.set(name.toString(), child);
                directory.force();
            }
            directory = asDirectory(child, path);
        }
    }

    private PowerLossException powerLoss(String when) {
        powerLoss = when;
        return new PowerLossException("power lost " + when);
    }

    private void checkPower() throws PowerLossException {
        if (powerLoss != null) {
            throw new PowerLossException("power lost before: " + powerLoss);
        }
    }

    /** Counts the call and does what the plan says, except for the part only the call can do. */
    private Fault begin(Operation operation, Path path) throws IOException {
        checkPower();
        DiskCall call = new DiskCall(calls.size() + 1, operation, path);
        calls.add(call);
        Fault fault = plan.at(call);
        switch (fault) {
            case CRASH -> throw powerLoss("before " + call);
            case FAIL -> {
                if (operation != Operation.FORCE) {
                    throw new IOException("fault at " + call);
                }
            }
            case FULL -> {
                if (operation != Operation.WRITE && operation != Operation.FORCE) {
                    throw new DiskFullException(path.toString(), null);
                }
            }
            case NONE, TEAR -> {}
        }
        return fault;
    }

    private void end(Fault fault) throws PowerLossException {
        if (fault == Fault.TEAR) {
            throw powerLoss("during " + calls.getLast());
        }
    }

    // --- names

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String nameOf(Path path) {
        Path name = normal(path).getFileName();
        if (name == null) {
            throw new IllegalArgumentException("the root has no name: " + path);
        }
        return name.toString();
    }

    private static Directory asDirectory(SimulatedNode node, Path path) throws IOException {
        if (node instanceof Directory directory) {
            return directory;
        }
        throw new NotDirectoryException(path.toString());
    }

    private @Nullable SimulatedNode find(Path path) {
        SimulatedNode node = root;
        for (Path name : normal(path)) {
            if (!(node instanceof Directory directory)) {
                return null;
            }
            node = directory.find(name.toString());
        }
        return node;
    }

    private Directory directory(Path path) throws IOException {
        SimulatedNode node = find(path);
        if (node == null) {
            throw new NoSuchFileException(path.toString());
        }
        return asDirectory(node, path);
    }

    private Directory parent(Path path) throws IOException {
        Path parent = normal(path).getParent();
        return parent == null ? root : directory(parent);
    }

    private SimulatedNode.File file(Path path) throws IOException {
        if (find(path) instanceof SimulatedNode.File file) {
            return file;
        }
        throw new NoSuchFileException(path.toString());
    }

    // --- disk

    @Override
    public synchronized DataFile open(Path path, OpenMode mode) throws IOException {
        checkPower();
        SimulatedNode node = find(path);
        if (node != null && mode == OpenMode.CREATE_NEW) {
            throw new FileAlreadyExistsException(path.toString());
        }
        if (node == null && (mode == OpenMode.READ || mode == OpenMode.WRITE)) {
            throw new NoSuchFileException(path.toString());
        }
        if (node instanceof Directory) {
            throw new IOException(path + " is a directory");
        }
        if (node instanceof SimulatedNode.File file) {
            return new OpenFile(path, file, mode != OpenMode.READ);
        }
        Fault fault = begin(Operation.CREATE, path);
        SimulatedNode.File created = new SimulatedNode.File();
        parent(path).set(nameOf(path), created);
        end(fault);
        return new OpenFile(path, created, true);
    }

    @Override
    public synchronized void createDirectory(Path directory) throws IOException {
        checkPower();
        if (find(directory) != null) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        Fault fault = begin(Operation.CREATE_DIRECTORY, directory);
        parent(directory).set(nameOf(directory), new Directory());
        end(fault);
    }

    @Override
    public synchronized void forceDirectory(Path directory) throws IOException {
        Directory node = directory(directory);
        Fault fault = begin(Operation.FORCE_DIRECTORY, directory);
        if (fault == Fault.TEAR) {
            node.forcePart(random);
        } else {
            node.force();
        }
        end(fault);
    }

    @Override
    public synchronized void move(Path source, Path target) throws IOException {
        checkPower();
        SimulatedNode node = find(source);
        if (node == null) {
            throw new NoSuchFileException(source.toString());
        }
        Directory from = parent(source);
        Directory to = parent(target);
        if (find(target) instanceof Directory) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Fault fault = begin(Operation.MOVE, target);
        if (from == to) {
            Map<String, @Nullable SimulatedNode> change = new HashMap<>();
            change.put(nameOf(source), null);
            change.put(nameOf(target), node);
            from.change(change);
        } else {
            to.set(nameOf(target), node);
            from.set(nameOf(source), null);
        }
        end(fault);
    }

    @Override
    public synchronized void delete(Path path) throws IOException {
        checkPower();
        SimulatedNode node = find(path);
        if (node == null) {
            return;
        }
        if (node instanceof Directory directory && !directory.names().isEmpty()) {
            throw new DirectoryNotEmptyException(path.toString());
        }
        Fault fault = begin(Operation.DELETE, path);
        parent(path).set(nameOf(path), null);
        end(fault);
    }

    @Override
    public synchronized boolean exists(Path path) {
        return find(path) != null;
    }

    @Override
    public synchronized Kind kind(Path path) throws IOException {
        checkPower();
        return switch (find(path)) {
            case null -> throw new NoSuchFileException(path.toString());
            case Directory directory -> Kind.DIRECTORY;
            case SimulatedNode.File file -> Kind.FILE;
        };
    }

    @Override
    public synchronized List<Path> list(Path directory) throws IOException {
        checkPower();
        return directory(directory).names().stream().map(directory::resolve).toList();
    }

    @Override
    public synchronized long usableSpace(Path path) {
        return Math.max(0, capacity - used(root));
    }

    @Override
    public synchronized long totalSpace(Path path) {
        return capacity;
    }

    private static long used(SimulatedNode node) {
        long sum = 0;
        switch (node) {
            case SimulatedNode.File file -> sum = file.content.size();
            case Directory directory -> {
                for (SimulatedNode child : directory.children()) {
                    sum += used(child);
                }
            }
        }
        return sum;
    }

    /** An open file; goes on working when its name is gone. */
    private final class OpenFile implements DataFile {
        private final Path path;
        private final SimulatedNode.File node;
        private final boolean writable;
        private boolean open = true;
        private boolean holdsLock;

        OpenFile(Path path, SimulatedNode.File node, boolean writable) {
            this.path = path;
            this.node = node;
            this.writable = writable;
            openFiles++;
        }

        private void check(boolean forWriting) throws IOException {
            checkPower();
            if (!open) {
                throw new ClosedChannelException();
            }
            if (forWriting && !writable) {
                throw new NonWritableChannelException();
            }
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                check(false);
                byte[] bytes = new byte[target.remaining()];
                int count = node.content.read(bytes, 0, bytes.length, position);
                if (count > 0) {
                    target.put(bytes, 0, count);
                }
                return bytes.length == 0 ? 0 : count;
            }
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            synchronized (SimulatedDisk.this) {
                check(true);
                Fault fault = begin(Operation.WRITE, path);
                byte[] bytes = new byte[source.remaining()];
                source.get(bytes);
                int done = bytes.length;
                if (fault == Fault.TEAR || fault == Fault.FULL) {
                    done = random.nextInt(bytes.length + 1);
                }
                long growth = position + done - node.content.size();
                long excess = used(root) + growth - capacity;
                if (growth > 0 && excess > 0) {
                    done = (int) Math.max(0, done - excess);
                    fault = Fault.FULL;
                }
                node.content.write(bytes, done, position);
                if (fault == Fault.FULL) {
                    throw new DiskFullException(path.toString(), null);
                }
                end(fault);
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedDisk.this) {
                check(true);
                Fault fault = begin(Operation.FORCE, path);
                switch (fault) {
                    case FAIL -> {
                        node.content.forget();
                        throw new IOException("fault at " + calls.getLast());
                    }
                    case FULL -> {
                        node.content.forget();
                        throw new DiskFullException(path.toString(), null);
                    }
                    case TEAR -> node.content.forcePart(random);
                    default -> node.content.force();
                }
                end(fault);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (SimulatedDisk.this) {
                check(true);
                Fault fault = begin(Operation.TRUNCATE, path);
                node.content.truncate(Math.toIntExact(size));
                end(fault);
            }
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedDisk.this) {
                check(false);
                return node.content.size();
            }
        }

        @Override
        public @Nullable Closeable tryLock() throws IOException {
            synchronized (SimulatedDisk.this) {
                check(true);
                if (node.locked) {
                    return null;
                }
                node.locked = true;
                holdsLock = true;
                return this::unlock;
            }
        }

        private void unlock() {
            synchronized (SimulatedDisk.this) {
                if (holdsLock) {
                    node.locked = false;
                    holdsLock = false;
                }
            }
        }

        @Override
        public Optional<FileChannel> channel() {
            return Optional.empty();
        }

        @Override
        public void close() {
            synchronized (SimulatedDisk.this) {
                if (open) {
                    open = false;
                    openFiles--;
                }
                unlock();
            }
        }
    }
}
