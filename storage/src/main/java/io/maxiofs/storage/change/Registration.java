package io.maxiofs.storage.change;

import io.maxiofs.storage.journal.RecordPosition;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A subscriber as the stream knows it: what it acknowledged, and which segment the rest begins in. Safe on any thread.
 */
final class Registration {
    private static final long UNKNOWN = -1;

    private final String name;
    /** Where segments begin that were read and not yet acknowledged. */
    private final Deque<Crossing> crossings = new ArrayDeque<>();

    private long acknowledged;
    private long segment = UNKNOWN;
    private boolean open;

    /** The first position that was found in a segment. */
    private record Crossing(long position, long segment) {}

    Registration(String name, long acknowledged) {
        this.name = name;
        this.acknowledged = acknowledged;
    }

    String name() {
        return name;
    }

    synchronized long acknowledged() {
        return acknowledged;
    }

    synchronized boolean isOpen() {
        return open;
    }

    /** @throws IllegalStateException if it is open */
    synchronized void open() {
        if (open) {
            throw new IllegalStateException("Subscriber is open already: " + name);
        }
        open = true;
    }

    synchronized void closed() {
        open = false;
    }

    /** The reader met a change in a segment. */
    synchronized void read(long position, RecordPosition at) {
        Crossing last = crossings.peekLast();
        if (last == null || last.segment() != at.segment()) {
            crossings.addLast(new Crossing(position, at.segment()));
        }
    }

    /** Whether the acknowledged position is in another segment than before. */
    synchronized boolean acknowledge(long position) {
        if (position <= acknowledged) {
            return false;
        }
        acknowledged = position;
        long before = segment;
        Crossing first = crossings.peekFirst();
        while (first != null && first.position() <= position + 1) {
            segment = first.segment();
            crossings.removeFirst();
            first = crossings.peekFirst();
        }
        return segment != before;
    }

    /** Forgets where it was. */
    synchronized void seek(long position) {
        acknowledged = position;
        segment = UNKNOWN;
        crossings.clear();
    }

    synchronized boolean isSegmentKnown() {
        return segment != UNKNOWN;
    }

    /** @param found where the first change that is not acknowledged stands, if {@code ifAcknowledged} still holds */
    synchronized void locate(long ifAcknowledged, long found) {
        if (acknowledged == ifAcknowledged && segment == UNKNOWN) {
            segment = found;
        }
    }

    /** Lowest segment that holds something not acknowledged; only if known. */
    synchronized long segment() {
        return segment;
    }
}
