package io.maxiofs.storage.journal;

import io.maxiofs.storage.api.CorruptDataException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The segments that hold records, by id, with a bounded number of open files. Safe on any thread. */
final class SegmentCatalog implements AutoCloseable {

    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private final Set<Long> unreadable = ConcurrentHashMap.newKeySet();
    private final int maxOpen;
    private final AtomicLong ticks = new AtomicLong();
    private final Queue<Segment> retiring = new ArrayDeque<>();
    /** Of those, the ones without readers. */
    private final Set<Segment> unread = new HashSet<>();

    private final Object closingFiles = new Object();
    private volatile boolean closed;

    SegmentCatalog(int maxOpen) {
        this.maxOpen = maxOpen;
    }

    void add(Segment segment) {
        segments.put(segment.id(), segment);
    }

    @Nullable Segment find(long id) {
        return segments.get(id);
    }

    /** The segment of this id, or the next one there is. */
    @Nullable Segment atOrAfter(long id) {
        Map.Entry<Long, Segment> entry = segments.ceilingEntry(id);
        return entry == null ? null : entry.getValue();
    }

    /** A segment that is there but cannot be told from garbage. */
    void addUnreadable(long id) {
        unreadable.add(id);
    }

    boolean isUnreadable(long id) {
        return unreadable.contains(id);
    }

    Segment get(long id) throws SegmentMissingException {
        Segment segment = segments.get(id);
        if (segment == null) {
            if (unreadable.contains(id)) {
                throw new CorruptDataException("the header of journal segment " + Long.toHexString(id) + " is damaged");
            }
            throw new SegmentMissingException(id);
        }
        return segment;
    }

    /** In order of their ids. */
    List<Segment> all() {
        return List.copyOf(segments.values());
    }

    /** The segment's file, counted as in use. */
    Segment.Handle acquire(Segment segment) throws IOException {
        if (closed) {
            throw new IOException("the journal is closed");
        }
        boolean opens = !segment.open();
        Segment.Handle handle = segment.acquire();
        if (opens) {
            segment.usedAt(ticks.incrementAndGet());
            closeLeastRecentlyUsed();
        } else {
            // A lost update only makes the choice of the file to close a little worse.
            segment.usedAt(ticks.getPlain());
        }
        return handle;
    }

    private void closeLeastRecentlyUsed() throws IOException {
        synchronized (closingFiles) {
            List<Segment> open = new ArrayList<>(
                    segments.values().stream().filter(Segment::open).toList());
            while (open.size() > maxOpen) {
                // Not sorted: others change what it would be sorted by.
                Segment oldest = Collections.min(open, Comparator.comparingLong(Segment::lastUsed));
                oldest.closeFile();
                open.remove(oldest);
            }
        }
    }

    /** Forgets a segment that is not to be read any more; its file stays. */
    void remove(Segment segment) throws IOException {
        segments.remove(segment.id());
        segment.closeFile();
    }

    void retire(Segment segment) throws IOException {
        synchronized (retiring) {
            if (!segments.remove(segment.id(), segment)) {
                throw new SegmentMissingException(segment.id());
            }
            retiring.add(segment);
        }
        segment.retire();
    }

    /**
     * Notes that a retired segment has no reader any more.
     *
     * @param recycler gets every segment whose turn it is: files disappear in the order in which segments were retired
     */
    void unused(Segment segment, Consumer<Segment> recycler) {
        synchronized (retiring) {
            unread.add(segment);
            Segment next = retiring.peek();
            while (next != null && unread.remove(next)) {
                recycler.accept(next);
                retiring.remove();
                next = retiring.peek();
            }
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (Segment segment : segments.values()) {
            segment.closeFile();
        }
    }
}
