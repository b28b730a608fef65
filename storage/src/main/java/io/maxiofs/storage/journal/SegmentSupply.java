package io.maxiofs.storage.journal;

import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares segment files ahead of the writer, from retired ones or by writing zeros.
 *
 * <p>{@link #take} is for the appending thread; everything else runs in the background, set off by it. So nothing is
 * prepared unless something is written.
 */
final class SegmentSupply implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentSupply.class);
    private static final int ZEROS_BYTES = 1024 * 1024;
    /** No segment is prepared ahead of its use with less free space than this many. */
    private static final int ROOM_AHEAD_SEGMENTS = 4;

    private final Disk disk;
    private final Path directory;
    private final JournalConfig config;
    private final Executor background;
    private final RandomGenerator random;

    /** In order of their ids. */
    private final Queue<ReadySegment> ready = new ConcurrentLinkedQueue<>();

    /** Held while files are made, moved or deleted, and for the fields below. */
    private final ReentrantLock making = new ReentrantLock();

    private final Deque<Path> free = new ArrayDeque<>();
    private long nextId;
    private boolean recyclingStopped;
    private boolean closed;

    /** @param nextId above every id ever used */
    SegmentSupply(
            Disk disk, Path directory, JournalConfig config, Executor background, RandomGenerator random, long nextId) {
        this.disk = disk;
        this.directory = directory;
        this.config = config;
        this.background = background;
        this.random = random;
        this.nextId = nextId;
    }

    /**
     * Takes over what an earlier process left. Before the first {@link #take} only, and after the directory was forced: a
     * free file whose header is overwritten must not come back under its old name.
     */
    void takeOver(List<Path> freeFiles, List<Path> unfinishedFiles) throws IOException {
        making.lock();
        try {
            for (Path unfinished : unfinishedFiles) {
                disk.delete(unfinished);
            }
            for (Path file : freeFiles) {
                keepOrDelete(file);
            }
        } finally {
            making.unlock();
        }
    }

    /**
     * Makes a segment that was prepared by an earlier process ready again, under its id. What that process may have
     * written into it just before a crash is invalid under the new tag. Before the first {@link #take} only, in order.
     */
    void renew(Segment segment) throws IOException {
        SegmentHeader header = new SegmentHeader(segment.id(), random.nextLong(), config.segmentBytes());
        DataFile file = disk.open(segment.path(), OpenMode.WRITE);
        try {
            file.write(header.page(), 0);
            file.force();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        ready.add(new ReadySegment(header, segment.path(), file));
    }

    /**
     * The next segment. Makes one if none is ready, and has the next ones made in the background.
     *
     * @throws io.maxiofs.storage.file.DiskFullException if there is no room; nothing has changed then
     */
    ReadySegment take() throws IOException {
        ReadySegment segment = ready.poll();
        if (segment == null) {
            making.lock();
            try {
                // The background may have been at it while this thread waited.
                segment = ready.poll();
                if (segment == null) {
                    segment = make();
                }
            } finally {
                making.unlock();
            }
        }
        submit(this::refill);
        return segment;
    }

    private void submit(Runnable task) {
        try {
            background.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("journal closes, no segment is prepared", e);
        }
    }

    private void refill() {
        making.lock();
        try {
            while (!closed && ready.size() < config.spareSegments() && isRoomAhead()) {
                ready.add(make());
            }
        } catch (IOException e) {
            // The writer will try itself when it needs one, and report what it meets.
            LOG.warn("no journal segment could be prepared in {}", directory, e);
        } finally {
            making.unlock();
        }
    }

    /** What is left of a disk that is nearly full is for those who need it now. */
    private boolean isRoomAhead() throws IOException {
        return !free.isEmpty() || disk.usableSpace(directory) > (long) ROOM_AHEAD_SEGMENTS * config.segmentBytes();
    }

    private ReadySegment make() throws IOException {
        SegmentHeader header = new SegmentHeader(nextId, random.nextLong(), config.segmentBytes());
        nextId++;
        Path path = SegmentLayout.file(directory, header.id(), SegmentLayout.SEGMENT_SUFFIX);
        Path source = free.poll();
        if (source == null) {
            source = SegmentLayout.file(directory, header.id(), SegmentLayout.UNFINISHED_SUFFIX);
            writeZeros(source, header);
        } else {
            writeHeader(source, header);
        }
        try {
            disk.move(source, path);
            disk.forceDirectory(directory);
            return new ReadySegment(header, path, disk.open(path, OpenMode.WRITE));
        } catch (IOException e) {
            deleteAfter(e, path);
            throw e;
        }
    }

    private void writeZeros(Path path, SegmentHeader header) throws IOException {
        try (DataFile file = disk.open(path, OpenMode.CREATE_NEW)) {
            file.write(header.page(), 0);
            ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(ZEROS_BYTES, header.segmentBytes()));
            int at = SegmentLayout.HEADER_PAGE_BYTES;
            while (at < header.segmentBytes()) {
                zeros.clear().limit(Math.min(zeros.capacity(), header.segmentBytes() - at));
                int length = zeros.remaining();
                file.write(zeros, at);
                at += length;
            }
            file.force();
        } catch (IOException e) {
            deleteAfter(e, path);
            throw e;
        }
    }

    /** The tag in the new header makes every record that is still in the file invalid. */
    private void writeHeader(Path path, SegmentHeader header) throws IOException {
        try (DataFile file = disk.open(path, OpenMode.WRITE)) {
            file.write(header.page(), 0);
            file.force();
        } catch (IOException e) {
            deleteAfter(e, path);
            throw e;
        }
    }

    private void deleteAfter(IOException failure, Path path) {
        try {
            disk.delete(path);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Takes over the file of a retired segment that nobody reads any more. Any thread; the work is done elsewhere, in the
     * order of the calls. Once one file could not be given up, those that follow stay too.
     */
    void recycle(Segment segment) {
        submit(() -> {
            making.lock();
            try {
                if (!closed && !recyclingStopped) {
                    setFree(segment);
                }
            } catch (IOException e) {
                recyclingStopped = true;
                // Its name is still there: it is found and retired again after the next start.
                LOG.warn("retired journal segment {} could not be recycled", segment.path(), e);
            } finally {
                making.unlock();
            }
        });
    }

    private void setFree(Segment segment) throws IOException {
        boolean wanted =
                segment.header().segmentBytes() == config.segmentBytes() && free.size() < config.recycledSegments();
        if (!wanted) {
            disk.delete(segment.path());
            disk.forceDirectory(directory);
            return;
        }
        Path file = SegmentLayout.file(directory, segment.id(), SegmentLayout.FREE_SUFFIX);
        disk.move(segment.path(), file);
        // Before its header is overwritten it must not be found under the old name any more.
        disk.forceDirectory(directory);
        free.add(file);
    }

    private void keepOrDelete(Path file) throws IOException {
        boolean wanted;
        try (DataFile existing = disk.open(file, OpenMode.READ)) {
            wanted = existing.size() == config.segmentBytes() && free.size() < config.recycledSegments();
        }
        if (wanted) {
            free.add(file);
        } else {
            disk.delete(file);
        }
    }

    /** Ends preparation and closes the files of segments not taken. Waits for one that is being made. */
    @Override
    public void close() throws IOException {
        making.lock();
        try {
            closed = true;
            ReadySegment segment = ready.poll();
            while (segment != null) {
                segment.file().close();
                segment = ready.poll();
            }
        } finally {
            making.unlock();
        }
    }
}
