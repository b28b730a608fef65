package io.maxiofs.storage.tool;

import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.MoveRecords;
import io.maxiofs.storage.engine.MoveRecords.Arrival;
import io.maxiofs.storage.engine.MoveRecords.Departure;
import io.maxiofs.storage.engine.MoveRecords.Phase;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.Kind;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves a store that no server has open to another directory, on another drive or not: copies everything and makes the
 * copy the store. The original is left as it is, but can never be started again. {@link MoveRecords} says why one of the
 * two can be started at every moment, and never both.
 *
 * <p>Interrupted anywhere it can be run again, or given up with {@link #cancel} as long as the original is the store.
 * Paths are absolute and without links. Each method on its caller's thread; both directories are locked meanwhile.
 */
public final class StoreMove {
    /** What file systems need for names and their own tables, per file and in all. */
    private static final long PER_FILE_BYTES = 4096;

    private static final long MARGIN_BYTES = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(StoreMove.class);

    private final Disk disk;
    private final Path source;
    private final Path target;
    private final MoveFiles files;
    private final MoveListener listener;
    private final StoreLayout sourceLayout;
    private final StoreLayout targetLayout;
    private final MoveRecords sourceRecords;
    private final MoveRecords targetRecords;

    /**
     * @param source a data directory
     * @param target an empty directory, one that is to be made in an existing one, or what an unfinished move left
     */
    public StoreMove(Disk disk, Path source, Path target, MoveFiles files, MoveListener listener) {
        this.disk = disk;
        this.source = source;
        this.target = target;
        this.files = files;
        this.listener = listener;
        this.sourceLayout = new StoreLayout(source);
        this.targetLayout = new StoreLayout(target);
        this.sourceRecords = new MoveRecords(disk, sourceLayout);
        this.targetRecords = new MoveRecords(disk, targetLayout);
    }

    /**
     * Looks whether the move can be made, and how large it is. Changes nothing, and may be called while a server runs.
     *
     * @throws StoreRefusedException if it cannot, whatever room there is
     * @throws IOException if a disk fails
     */
    public MoveCheck check() throws IOException {
        requirePlaces();
        UUID store = storeInSource();
        boolean resumes = requireTarget(store);
        FileTree tree = new FileTree(disk);
        Pace pace = new Pace(listener);
        FileTree.Size size = tree.measure(source, files.notMoved(), pace);
        long there =
                resumes ? tree.measure(target, MoveFiles.keptInTarget(), pace).bytes() : 0;
        long needed = Math.max(0, size.bytes() - there) + size.files() * PER_FILE_BYTES + MARGIN_BYTES;
        Path existing = disk.exists(target) ? target : requireParent();
        return new MoveCheck(
                store, size.files(), size.bytes(), size.largestFile(), needed, disk.usableSpace(existing), resumes);
    }

    private void requirePlaces() throws IOException {
        if (source.equals(target)) {
            throw new StoreRefusedException(target + " is where the store is");
        }
        if (target.startsWith(source)) {
            throw new StoreRefusedException(target + " is inside the data directory " + source);
        }
        if (source.startsWith(target)) {
            throw new StoreRefusedException(target + " contains the data directory " + source);
        }
        if (target.toString().lines().count() != 1 || source.toString().lines().count() != 1) {
            throw new StoreRefusedException("A path has several lines");
        }
    }

    private UUID storeInSource() throws IOException {
        if (sourceRecords.isMovedAway()) {
            sourceRecords.settle();
        }
        return DataDirectory.identityOf(disk, source);
    }

    private Path requireParent() throws IOException {
        Path parent = target.getParent();
        if (parent == null || !disk.exists(parent)) {
            throw new StoreRefusedException("There is no directory " + parent + ". Is the drive connected?");
        }
        return parent;
    }

    /** Whether an unfinished move of the store to the target goes on. */
    private boolean requireTarget(UUID store) throws IOException {
        Optional<Departure> departure = sourceRecords.departure();
        if (departure.isPresent() && !departure.get().to().equals(target)) {
            Path other = departure.get().to();
            throw new StoreRefusedException("An unfinished move of this store to " + other
                    + " is under way. Go on with it, or give it up: maxiofs move --data " + source + " --to " + other
                    + " --cancel");
        }
        if (!disk.exists(target)) {
            requireParent();
            return false;
        }
        if (disk.kind(target) != Kind.DIRECTORY) {
            throw new StoreRefusedException(target + " is no directory");
        }
        if (disk.exists(targetLayout.identityFile())) {
            throw new StoreRefusedException(target + " holds a store already");
        }
        Optional<Arrival> arrival = targetRecords.arrival();
        if (arrival.isPresent()) {
            if (arrival.get().store().equals(store) && !targetRecords.isMovedAway()) {
                return true;
            }
            throw new StoreRefusedException(target + " holds an unfinished copy of the store in "
                    + arrival.get().from() + ", which is another one");
        }
        Optional<Path> used = firstUse();
        if (used.isPresent()) {
            throw new StoreRefusedException(
                    target + " is not empty: it holds " + FileTree.name(used.get()) + ". Use a new folder in it");
        }
        return false;
    }

    /** Something in the target that no move leaves there before its record. */
    private Optional<Path> firstUse() throws IOException {
        return disk.list(target).stream()
                .filter(entry -> !MoveFiles.keptInTarget().contains(FileTree.name(entry)))
                .findFirst();
    }

    /**
     * Makes the move, or goes on with an unfinished one. Does nothing if it was made before.
     *
     * @throws StoreRefusedException if it cannot be made; nothing was changed
     * @throws MoveStoppedException if the listener wanted that
     * @throws IOException if a disk fails, or is full; the store is where it was, unless {@link #check} says that it was
     *     moved: then a second call only ends what this one began
     */
    public MoveReport run() throws IOException {
        requirePlaces();
        if (isDecided()) {
            return new MoveReport(settleTarget(), 0, 0, 0, 0);
        }
        try (DataDirectory from = DataDirectory.take(disk, source, null)) {
            MoveCheck check = check();
            if (!check.hasRoom()) {
                throw new StoreRefusedException(
                        target + " has " + check.free() + " bytes free; " + check.needed() + " are needed");
            }
            makeTarget();
            try (TargetLock lock = TargetLock.take(disk, target)) {
                MoveReport report = copy(from.id(), check);
                lock.release();
                settleTarget();
                return report;
            }
        }
    }

    /** Whether the original has given up its identity for the target. */
    private boolean isDecided() throws IOException {
        return sourceRecords.isMovedAway()
                && sourceRecords
                        .departure()
                        .filter(departure -> departure.to().equals(target))
                        .isPresent();
    }

    private UUID settleTarget() throws IOException {
        try (DataDirectory to = DataDirectory.take(disk, target, null)) {
            return to.id();
        }
    }

    private void makeTarget() throws IOException {
        if (!disk.exists(target)) {
            disk.createDirectory(target);
        }
        Path parent = target.getParent();
        if (parent != null) {
            forceIfReadable(parent);
        }
        disk.copyAccess(source, target);
    }

    /** An earlier try may have made the target and not have come to this. */
    private void forceIfReadable(Path parent) throws IOException {
        try {
            disk.forceDirectory(parent);
        } catch (AccessDeniedException e) {
            // Then nobody could make the target there either: it was there before us.
            LOG.debug("The directory {} is not ours to force", parent, e);
        }
    }

    private MoveReport copy(UUID store, MoveCheck check) throws IOException {
        UUID move = sourceRecords.departure().map(Departure::move).orElseGet(UUID::randomUUID);
        sourceRecords.write(new Departure(move, store, target));
        Arrival arrival = new Arrival(move, store, source, Phase.COPYING);
        // Also if it was complete: a server may have worked on the original since.
        targetRecords.write(arrival);
        Pace pace = new Pace(listener);
        pace.begin(MoveProgress.Step.COPY, check.files(), check.bytes());
        TreeCopy copy = new TreeCopy(disk, source, target, files.notMoved(), pace);
        copy.run();
        targetRecords.write(arrival.in(Phase.COMPLETE));
        MoveReport report = new MoveReport(store, pace.files(), pace.bytes(), copy.alreadyThere(), copy.replaced());
        pace.begin(MoveProgress.Step.SWITCH, report.files(), report.bytes());
        sourceRecords.giveUpIdentity();
        return report;
    }

    /**
     * Gives an unfinished move up: removes the copy and leaves the original as it was. A copy that cannot be reached
     * stays, and can never be started.
     *
     * @return whether the copy was there and has been removed
     * @throws StoreRefusedException if there is none, or the copy is the store already
     */
    public boolean cancel() throws IOException {
        requirePlaces();
        try (DataDirectory from = DataDirectory.take(disk, source, null)) {
            Optional<Departure> departure = sourceRecords.departure();
            boolean known = departure.filter(d -> d.to().equals(target)).isPresent();
            boolean there = disk.exists(target) && isCopy(from.id(), known);
            if (!known && !there) {
                // An earlier try may have ended between forgetting the move and making that durable.
                disk.forceDirectory(source);
                throw new StoreRefusedException(
                        "No move of the store in " + source + " to " + target + " is under way");
            }
            if (there) {
                removeCopy();
            }
            if (known) {
                sourceRecords.deleteDeparture();
            }
            return there;
        }
    }

    /** @param known whether the original knows of the move */
    private boolean isCopy(UUID store, boolean known) throws IOException {
        Optional<Arrival> arrival = targetRecords.arrival();
        return arrival.isPresent()
                ? arrival.get().store().equals(store) && !disk.exists(targetLayout.identityFile())
                : known && firstUse().isEmpty();
    }

    /** The record goes last, so that what is left of the copy is known for what it is. */
    private void removeCopy() throws IOException {
        Pace pace = new Pace(listener);
        FileTree tree = new FileTree(disk);
        try (TargetLock lock = TargetLock.take(disk, target)) {
            for (Path entry : tree.list(target)) {
                if (!entry.equals(targetLayout.arrivalFile()) && !entry.equals(targetLayout.lockFile())) {
                    tree.delete(entry, pace);
                }
            }
            disk.forceDirectory(target);
            disk.delete(targetLayout.arrivalFile());
            lock.release();
            disk.delete(targetLayout.lockFile());
            disk.forceDirectory(target);
        }
    }

    /** The lock of the directory a store is copied to. */
    private static final class TargetLock implements AutoCloseable {
        private final DataFile file;
        private @Nullable Closeable lock;

        private TargetLock(DataFile file, Closeable lock) {
            this.file = file;
            this.lock = lock;
        }

        static TargetLock take(Disk disk, Path root) throws IOException {
            DataFile file = disk.open(new StoreLayout(root).lockFile(), OpenMode.CREATE);
            Closeable lock = null;
            try {
                lock = file.tryLock();
                if (lock == null) {
                    throw new StoreRefusedException(
                            StoreRefusedException.Reason.LOCKED, "Another process uses the directory " + root);
                }
                return new TargetLock(file, lock);
            } finally {
                if (lock == null) {
                    file.close();
                }
            }
        }

        @Override
        public void close() throws IOException {
            release();
        }

        /** Does nothing a second time. */
        void release() throws IOException {
            Closeable held = lock;
            lock = null;
            if (held != null) {
                try (file) {
                    held.close();
                }
            }
        }
    }
}
