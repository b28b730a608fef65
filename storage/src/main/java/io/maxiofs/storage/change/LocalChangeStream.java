package io.maxiofs.storage.change;

import io.maxiofs.storage.api.ChangeStream;
import io.maxiofs.storage.api.ChangeSubscription;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.SegmentInfo;
import io.maxiofs.storage.state.BucketDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stream of changes of a store in a data directory. Safe on any thread. */
public final class LocalChangeStream implements ChangeStream, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalChangeStream.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9.-]{1," + MAX_NAME + "}");

    private final Supplier<Source> source;
    private final SubscriberFile file;
    private final long maxHeldBytes;
    private final DurableMark mark = new DurableMark();
    private final Map<String, Registration> registrations = new ConcurrentSkipListMap<>();
    private final Object writing = new Object();
    private volatile boolean closed;

    /**
     * What is read; another one after the store was mended.
     *
     * @param ended whether it is closed, or being closed: that something is missing means nothing then
     */
    public record Source(Journal journal, BucketDirectory buckets, BooleanSupplier ended) {}

    /**
     * @param path of the file that keeps the registrations
     * @param source fails with {@link io.maxiofs.storage.api.StorageUnavailableException} while the store is not open
     * @param maxHeldBytes of journal kept for subscribers at most, and only what compaction would give back otherwise
     */
    public LocalChangeStream(Disk disk, Path path, Supplier<Source> source, long maxHeldBytes) {
        this.source = source;
        this.file = new SubscriberFile(disk, path);
        this.maxHeldBytes = maxHeldBytes;
        file.read().forEach((name, position) -> registrations.put(name, new Registration(name, position)));
    }

    /** What the committer moves. */
    public DurableMark mark() {
        return mark;
    }

    Source source() {
        return source.get();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public long position() {
        return mark.sequence();
    }

    @Override
    public ChangeSubscription subscribe(String name, long startAfter) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("No name for a subscriber: " + name);
        }
        synchronized (writing) {
            Registration known = registrations.get(name);
            if (known == null) {
                if (registrations.size() >= MAX_SUBSCRIBERS) {
                    throw new IllegalArgumentException("There are " + MAX_SUBSCRIBERS + " subscribers already");
                }
                known = new Registration(name, Math.max(0, startAfter));
                registrations.put(name, known);
                boolean stored = false;
                try {
                    write();
                    stored = true;
                } finally {
                    if (!stored) {
                        registrations.remove(name);
                    }
                }
            }
            known.open();
            return new LocalSubscription(this, known);
        }
    }

    @Override
    public void forget(String name) throws IOException {
        synchronized (writing) {
            Registration known = registrations.get(name);
            if (known != null) {
                if (known.isOpen()) {
                    throw new IllegalStateException("Subscriber is open: " + name);
                }
                registrations.remove(name);
                write();
            }
        }
    }

    @Override
    public List<Subscriber> subscribers() {
        long newest = position();
        return registrations.values().stream()
                .map(one -> new Subscriber(
                        one.name(), one.acknowledged(), Math.max(0, newest - one.acknowledged()), one.isOpen()))
                .toList();
    }

    private void write() throws IOException {
        Map<String, Long> positions = new TreeMap<>();
        registrations.forEach((name, one) -> positions.put(name, one.acknowledged()));
        file.write(positions);
    }

    /** Keeps what was acknowledged; a failure only means that more is read again after a restart. */
    void save() {
        synchronized (writing) {
            try {
                write();
            } catch (IOException e) {
                LOG.warn("What subscribers of changes have read could not be stored; it is tried again later", e);
            }
        }
    }

    /**
     * Segments from this one on are kept for subscribers; {@link Long#MAX_VALUE} if none is.
     *
     * @throws IOException if the journal cannot be read
     */
    public long heldFrom(Journal journal) throws IOException {
        long held = Long.MAX_VALUE;
        for (Registration one : registrations.values()) {
            if (!one.isSegmentKnown()) {
                long acknowledged = one.acknowledged();
                one.locate(acknowledged, journal.locate(acknowledged + 1).segment());
            }
            held = Math.min(held, one.isSegmentKnown() ? one.segment() : 0);
        }
        return held == Long.MAX_VALUE ? held : Math.max(held, firstWithinBound(journal));
    }

    /** The first of the newest segments that fit into the bound together. */
    private long firstWithinBound(Journal journal) {
        List<SegmentInfo> segments = journal.segments();
        long bytes = 0;
        for (int i = segments.size() - 1; i >= 0; i--) {
            bytes += segments.get(i).usedBytes();
            if (bytes > maxHeldBytes) {
                return segments.get(i).id() + 1;
            }
        }
        return 0;
    }

    /** Ends all waiting. Positions that were acknowledged are kept. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            mark.wake();
            if (!registrations.isEmpty()) {
                save();
            }
        }
    }
}
