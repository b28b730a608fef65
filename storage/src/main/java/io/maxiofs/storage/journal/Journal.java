package io.maxiofs.storage.journal;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only sequence of records in segment files.
 *
 * <p>After {@link #open} existing bodies can be read; after {@link #recover} the journal can be written. {@link #append},
 * {@link #force} and {@link #close} belong to one thread, which must not be interrupted; everything else is safe on any
 * thread. A record is durable, and may be read, after the first {@code force} that follows its {@code append}.
 */
public final class Journal implements AutoCloseable {

    private final Disk disk;
    private final Path directory;
    private final JournalConfig config;
    private final Executor background;
    private final Runnable backgroundEnd;
    private final RandomGenerator random;
    private final SegmentFiles files;
    private final SegmentCatalog catalog;

    private @Nullable SegmentSupply supply;
    private volatile @Nullable JournalWriter writer;

    private Journal(
            Disk disk,
            Path directory,
            JournalConfig config,
            Executor background,
            Runnable backgroundEnd,
            RandomGenerator random)
            throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.config = config;
        this.background = background;
        this.backgroundEnd = backgroundEnd;
        this.random = random;
        this.files = SegmentFiles.list(disk, directory);
        this.catalog = new SegmentCatalog(config.maxOpenSegments());
        files.unreadable()
                .forEach(damage -> catalog.addUnreadable(damage.position().segment()));
        for (SegmentFiles.Found found : files.segments()) {
            catalog.add(new Segment(
                    disk,
                    found.path(),
                    found.header(),
                    found.sealedEnd().orElse(SegmentLayout.HEADER_PAGE_BYTES),
                    found.sealedEnd().isPresent(),
                    this::unused));
        }
    }

    /**
     * Opens a journal with a background thread of its own that prepares segments.
     *
     * @param directory exists
     */
    public static Journal open(Disk disk, Path directory, JournalConfig config) throws IOException {
        ExecutorService background = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("journal-segments").factory());
        try {
            return new Journal(disk, directory, config, background, background::close, new SecureRandom());
        } catch (IOException e) {
            background.shutdown();
            throw e;
        }
    }

    /**
     * Opens a journal.
     *
     * @param directory exists
     * @param background prepares and recycles segments, in order; it may run tasks in the calling thread, and may reject
     *     them
     * @param random gives segments tags nobody outside can guess
     */
    public static Journal open(
            Disk disk, Path directory, JournalConfig config, Executor background, RandomGenerator random)
            throws IOException {
        return new Journal(disk, directory, config, background, () -> {}, random);
    }

    /**
     * Reads the records from a position on, in the order in which they were appended, finds the journal's end and makes
     * it writable. Once per instance.
     *
     * <p>Everything ever made durable by {@link #force} is handed out, or reported as damage. Of what was appended and
     * not forced, a leading part may be there, in whole records. What is handed out is durable.
     *
     * @param from position of a record or right behind one, as this journal gave it; {@link RecordPosition#START} for
     *     all. Segments before it are not read
     * @param visitor is called on this thread. A record whose body fails its checksum is handed out and reported
     */
    public RecoveryReport recover(RecordPosition from, Consumer<JournalRecord> visitor) throws IOException {
        if (writer != null) {
            throw new IllegalStateException("recovered before");
        }
        // The names found may be in the system's cache only, left by a process that was killed.
        disk.forceDirectory(directory);
        List<Segment> segments = catalog.all();
        JournalRecovery recovery = new JournalRecovery(disk, segments, visitor);
        recovery.run(from);
        long nextId = Math.max(files.highestId(), from.segment()) + 1;
        SegmentSupply newSupply = new SegmentSupply(disk, directory, config, background, random, nextId);
        supply = newSupply;
        newSupply.takeOver(files.free(), files.unfinished());
        for (Segment segment : recovery.unused()) {
            catalog.retire(segment);
        }
        for (Segment segment : recovery.untouched()) {
            if (segment.header().segmentBytes() == config.segmentBytes()) {
                catalog.remove(segment);
                newSupply.renew(segment);
            } else {
                catalog.retire(segment);
            }
        }
        JournalWriter newWriter = new JournalWriter(config, newSupply, this::register);
        Segment tail = recovery.tail();
        if (tail != null) {
            DataFile file = disk.open(tail.path(), OpenMode.WRITE);
            newWriter.resume(tail, file, tail.end(), recovery.clean());
        }
        writer = newWriter;
        return recovery.report(files.unreadable());
    }

    private Segment register(ReadySegment ready) {
        Segment segment =
                new Segment(disk, ready.path(), ready.header(), SegmentLayout.HEADER_PAGE_BYTES, false, this::unused);
        catalog.add(segment);
        return segment;
    }

    private void unused(Segment segment) {
        SegmentSupply recycler = supply;
        if (recycler != null) {
            catalog.unused(segment, recycler::recycle);
        }
    }

    private JournalWriter writer() {
        JournalWriter current = writer;
        if (current == null) {
            throw new IllegalStateException("not recovered yet");
        }
        return current;
    }

    /**
     * Adds a record to the group that the next {@link #force} makes durable. The record's buffers are copied.
     *
     * @throws io.maxiofs.storage.file.DiskFullException if a new segment is needed and there is no room for it. Only
     *     this record is refused; those appended before can still be forced
     * @throws JournalBrokenException if writing failed, now or before
     * @throws IllegalArgumentException if the record is too long or its body does not fit its checksum
     */
    public Appended append(NewRecord entry) throws IOException {
        return writer().append(entry);
    }

    /**
     * Hands all appended records to the operating system, which makes them readable, not durable: a crash of the process
     * leaves them, a loss of power may not. The next {@link #force} covers them. For thread and failures see there.
     */
    public void write() throws IOException {
        writer().write();
    }

    /**
     * Makes all appended records durable and readable.
     *
     * @throws JournalBrokenException if that failed. It is not tried again: whether the records are stored is known
     *     after a recovery, by a new instance
     */
    public void force() throws IOException {
        writer().force();
    }

    /**
     * Reads and verifies a body into a new heap buffer.
     *
     * @throws CorruptDataException if the bytes do not fit {@code crc}, or the segment's header is lost
     * @throws SegmentMissingException if the segment has been retired
     */
    public ByteBuffer readBody(long segment, int bodyOffset, int length, int crc) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(length);
        readBodyInto(body, segment, bodyOffset, length, crc);
        return body.flip();
    }

    /**
     * Reads and verifies a body into {@code target}, whose position moves behind it; direct buffers save a copy. After
     * an exception the position is as before, the bytes behind it are garbage.
     *
     * @return {@code length}
     * @throws CorruptDataException if the bytes do not fit {@code crc}, or the segment's header is lost
     * @throws SegmentMissingException if the segment has been retired
     */
    public int readBodyInto(ByteBuffer target, long segment, int bodyOffset, int length, int crc) throws IOException {
        int start = target.position();
        int limit = target.limit();
        if (length > limit - start) {
            throw new IllegalArgumentException("a body of " + length + " bytes does not fit into " + (limit - start));
        }
        Segment.Handle handle = catalog.acquire(catalog.get(segment));
        boolean good = false;
        try {
            target.limit(start + length);
            long at = bodyOffset;
            int count = 0;
            while (target.hasRemaining() && count >= 0) {
                count = handle.file().read(target, at);
                at += count;
            }
            good = !target.hasRemaining() && Crc.of(new CRC32C(), target, start, length) == crc;
            if (!good) {
                throw new CorruptDataException("body of " + length + " bytes at "
                        + new RecordPosition(segment, bodyOffset) + " fails its checksum");
            }
            return length;
        } finally {
            handle.release();
            target.limit(limit);
            if (!good) {
                target.position(start);
            }
        }
    }

    /**
     * Reads and verifies a whole segment, up to what is durable when it starts, in bounded memory.
     *
     * @param visitor is called on this thread. A record whose body fails its checksum is handed out and reported
     * @throws SegmentMissingException if the segment has been retired
     */
    public ScanReport scan(long segment, Consumer<JournalRecord> visitor) throws IOException {
        Segment found = catalog.get(segment);
        Segment.Handle handle = catalog.acquire(found);
        try {
            int end = found.end();
            SegmentReader reader =
                    new SegmentReader(handle.file(), found.header().tag(), end, SegmentReader.WINDOW_BYTES);
            SegmentWalk walk = new SegmentWalk(segment, reader, visitor);
            walk.run(SegmentLayout.HEADER_PAGE_BYTES, end, true);
            return new ScanReport(segment, walk.records(), walk.end(), walk.damages());
        } finally {
            handle.release();
        }
    }

    /**
     * A cursor in front of a sequence number: the first record it meets may be an earlier one, of the same segment. The
     * sequence numbers of records have to ascend, which is their writer's business.
     *
     * @throws IOException if the disk fails
     */
    public JournalCursor cursor(long sequence) throws IOException {
        return new JournalCursor(catalog, locate(sequence));
    }

    /** Start of the segment that holds the record of a sequence number, if one does. */
    public RecordPosition locate(long sequence) throws IOException {
        return JournalCursor.locate(catalog, sequence);
    }

    /**
     * Forces the newest segment's file and the directory once more, to see whether the disk takes it; what that does to
     * the records of a group that failed is known after a recovery only.
     *
     * @throws IOException if the disk does not
     */
    public void tryForce() throws IOException {
        List<Segment> all = catalog.all();
        if (!all.isEmpty()) {
            try (DataFile newest = disk.open(all.getLast().path(), OpenMode.WRITE)) {
                newest.force();
            }
        }
        disk.forceDirectory(directory);
    }

    /** Segments that hold or may hold records, in order. */
    public List<SegmentInfo> segments() {
        return catalog.all().stream().map(Segment::info).toList();
    }

    /** Whether a segment's file is there and its header is lost: what was in it was not given up, it cannot be read. */
    public boolean isUnreadable(long segment) {
        return catalog.isUnreadable(segment);
    }

    public boolean exists(long segment) {
        return catalog.find(segment) != null;
    }

    /**
     * Gives up a sealed segment. Reads that have begun end undisturbed, new ones fail; the file is recycled or deleted
     * afterwards, in the background. If the process ends before, the segment is there again at the next start. Files
     * disappear in the order of the calls, so that a segment with deletions is never gone while one with what they
     * deleted is still there.
     *
     * @throws SegmentMissingException if there is no such segment
     * @throws IllegalArgumentException if the segment is not sealed
     */
    public void retire(long segment) throws IOException {
        Segment found = catalog.get(segment);
        if (!found.sealed()) {
            throw new IllegalArgumentException("segment is in use: " + Long.toHexString(segment));
        }
        catalog.retire(found);
    }

    /** Forces what was appended unless the journal is broken, and closes all files. */
    @Override
    public void close() throws IOException {
        JournalWriter lastWriter = writer;
        SegmentSupply lastSupply = supply;
        try (catalog) {
            if (lastWriter != null) {
                lastWriter.close();
            }
        } finally {
            try {
                if (lastSupply != null) {
                    lastSupply.close();
                }
            } finally {
                backgroundEnd.run();
            }
        }
    }
}
