package io.maxiofs.storage.tool;

import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.MoveRecords;
import io.maxiofs.storage.engine.MoveRecords.Arrival;
import io.maxiofs.storage.engine.MoveRecords.Departure;
import io.maxiofs.storage.engine.MoveRecords.Phase;
import io.maxiofs.storage.engine.StoreLayout;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory a store was moved away from, which is deleted when the store has been opened in its new place. */
public final class MovedSource {
    private static final Logger LOG = LoggerFactory.getLogger(MovedSource.class);

    private final Disk disk;
    private final Path source;
    private final Path target;
    private final MoveFiles files;
    private final MoveListener listener;

    /**
     * @param source a directory a store was moved away from
     * @param target where it was moved to
     */
    public MovedSource(Disk disk, Path source, Path target, MoveFiles files, MoveListener listener) {
        this.disk = disk;
        this.source = source;
        this.target = target;
        this.files = files;
        this.listener = listener;
    }

    /**
     * Deletes what the product made there, and the directory itself if nothing else is in it. The records of the move go
     * last: interrupted before, it can be called again.
     *
     * @return what is left, because the product did not make it (it was copied like everything else), or because the empty
     *     directory itself cannot be deleted
     * @throws StoreRefusedException if the store was not moved to the target, or not opened there yet
     * @throws IOException if a disk fails
     */
    public List<Path> delete() throws IOException {
        StoreLayout layout = new StoreLayout(source);
        requireMovedAndOpened(layout);
        FileTree tree = new FileTree(disk);
        Pace pace = new Pace(listener);
        FileTree.Size size = tree.measure(source, Set.of(), pace);
        pace.begin(MoveProgress.Step.DELETE, size.files(), 0);
        List<Path> last = List.of(layout.movedIdentity(), layout.departureFile(), layout.lockFile());
        List<Path> left = new ArrayList<>();
        Set<String> ours = files.madeByUs();
        try (SourceLock lock = SourceLock.take(disk, source)) {
            lock.requireHeld();
            for (Path entry : tree.list(source)) {
                if (last.contains(entry)) {
                    continue;
                }
                if (ours.contains(FileTree.name(entry))) {
                    tree.delete(entry, pace);
                } else {
                    left.add(entry);
                }
            }
        }
        disk.forceDirectory(source);
        for (Path entry : last) {
            disk.delete(entry);
        }
        if (left.isEmpty() && !deleteEmpty()) {
            left.add(source);
        }
        return left;
    }

    /** False where the directory is a drive, or in one where nothing may be deleted. */
    private boolean deleteEmpty() {
        try {
            disk.delete(source);
            return true;
        } catch (IOException e) {
            LOG.info("The empty directory {} stays: {}", source, e.toString());
            return false;
        }
    }

    private void requireMovedAndOpened(StoreLayout layout) throws IOException {
        MoveRecords records = new MoveRecords(disk, layout);
        Departure departure = records.departure()
                .filter(d -> records.isMovedAway() && d.to().equals(target))
                .orElseThrow(() -> new StoreRefusedException(
                        "The store in " + source + " has not been moved to " + target + "; nothing was deleted"));
        if (!DataDirectory.identityOf(disk, target).equals(departure.store())) {
            throw new StoreRefusedException(target + " holds another store; nothing was deleted");
        }
        Arrival arrival = new MoveRecords(disk, new StoreLayout(target))
                .arrival()
                .filter(a -> a.move().equals(departure.move()))
                .orElseThrow(
                        () -> new StoreRefusedException(target + " does not know of this move; nothing was deleted"));
        if (arrival.phase() != Phase.OPENED) {
            throw new StoreRefusedException("The store has not been opened in " + target
                    + " yet. Start the server there, then come back; nothing was deleted");
        }
    }
}
