package io.maxiofs.server.history;

import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.ObjectVersion;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Each key of a bucket as it is and as it was at a time, in order, read page by page. Used by one thread. */
public final class KeyStates implements Iterator<KeyStates.KeyState> {
    private final ObjectListing listing;
    private final Query query;
    private final Instant time;
    private final Deque<KeyState> ready = new ArrayDeque<>();
    private @Nullable Position at;
    private @Nullable ObjectVersion current;
    private boolean decided;
    private boolean finished;
    private int lookedAt;

    /**
     * @param current its newest version
     * @param then the newest of those written by the time; null if there was none
     * @param lookedAt versions that were read to find out
     */
    public record KeyState(ObjectVersion current, @Nullable ObjectVersion then, int lookedAt) {}

    /** @param query without a delimiter; its limit is the size of pages */
    public KeyStates(ObjectListing listing, Query query, Instant time) {
        this.listing = listing;
        this.query = query;
        this.time = time;
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !finished) {
            read();
        }
        return !ready.isEmpty();
    }

    private void read() {
        Position from = at;
        VersionPage page =
                listing.listVersions(query, from == null ? null : from.key(), from == null ? null : from.version());
        for (VersionEntry entry : page.entries()) {
            take(entry.version());
        }
        String next = page.nextKeyMarker();
        if (next == null) {
            finished = true;
            leave();
            return;
        }
        ObjectVersion last = current;
        boolean skip = decided && last != null && last.key().value().equals(next);
        at = new Position(next, skip ? null : page.nextVersionMarker());
    }

    private void take(ObjectVersion version) {
        ObjectVersion known = current;
        if (known == null || !known.key().equals(version.key())) {
            leave();
            current = version;
            known = version;
            decided = false;
        }
        lookedAt++;
        if (!decided && !version.lastModified().isAfter(time)) {
            decided = true;
            ready.add(new KeyState(known, version, lookedAt));
            lookedAt = 0;
        }
    }

    /** A key that ends without a version old enough was not there yet. */
    private void leave() {
        ObjectVersion known = current;
        if (known != null && !decided) {
            ready.add(new KeyState(known, null, lookedAt));
            lookedAt = 0;
        }
        current = null;
        decided = false;
    }

    @Override
    public KeyState next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }
}
