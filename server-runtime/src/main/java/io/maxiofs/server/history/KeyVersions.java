package io.maxiofs.server.history;

import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectListing.VersionEntry;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ObjectKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The versions of one key, newest first, read page by page. Each iterator is used by one thread. */
public final class KeyVersions implements Iterable<VersionEntry> {
    /** Most keys have few versions. */
    private static final int FIRST_PAGE = 8;

    private static final int PAGE = 1_000;

    private final ObjectListing listing;
    private final BucketName bucket;
    private final ObjectKey key;

    KeyVersions(ObjectListing listing, BucketName bucket, ObjectKey key) {
        this.listing = listing;
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public Iterator<VersionEntry> iterator() {
        return new Reading();
    }

    public Stream<VersionEntry> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED), false);
    }

    private final class Reading implements Iterator<VersionEntry> {
        private final Deque<VersionEntry> ready = new ArrayDeque<>();
        private @Nullable String lastVersion;
        private boolean begun;
        private boolean finished;

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && !finished) {
                read();
            }
            return !ready.isEmpty();
        }

        /** Keys that begin with this one follow it in the order of keys, so the first of them ends it. */
        private void read() {
            VersionPage page = listing.listVersions(
                    new Query(bucket, key.value(), null, begun ? PAGE : FIRST_PAGE),
                    lastVersion == null ? null : key.value(),
                    lastVersion);
            begun = true;
            finished = !page.isTruncated();
            for (VersionEntry entry : page.entries()) {
                if (!entry.version().key().equals(key)) {
                    finished = true;
                    return;
                }
                ready.add(entry);
                lastVersion = entry.version().versionText();
            }
        }

        @Override
        public VersionEntry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }
    }
}
