package io.maxiofs.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog.NewBucket;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import io.maxiofs.storage.reference.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks over a bucket of 20,000 keys never ask for more than a page, and come to their end. */
class LargeBucketTest {
    private static final int KEYS = 20_000;
    private static final int FOLDERS = 20;
    private static final int MOST_OF_A_PAGE = 1_000;
    private static final BucketName BUCKET = new BucketName("large");
    private static final Owner OWNER = new Owner("owner", "Owner");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final SettableClock CLOCK = new SettableClock(START);
    private static final InMemoryObjectStore STORE = new InMemoryObjectStore(CLOCK);

    private final CountingListing listing = new CountingListing(STORE.listing());

    /** Every tenth key is deleted later, and every hundredth written again. */
    @BeforeAll
    static void fill() {
        STORE.buckets()
                .create(new NewBucket(BUCKET, OWNER, "", VersioningState.ENABLED, false, Map.of()))
                .join();
        for (int i = 0; i < KEYS; i++) {
            put(key(i));
        }
        CLOCK.advance(Duration.ofHours(1));
        for (int i = 0; i < KEYS; i += 10) {
            STORE.delete(new DeleteRequest(
                            BUCKET, ObjectKey.of(key(i)), VersionSelector.CURRENT, OWNER, WriteCondition.NONE, false))
                    .join();
        }
        for (int i = 1; i < KEYS; i += 100) {
            put(key(i));
        }
    }

    private static String key(int number) {
        return "folder-%02d/%05d".formatted(number % FOLDERS, number);
    }

    private static void put(String key) {
        try (BodyWriter writer = STORE.newBody(BodySpec.ofSize(0))) {
            STORE.put(
                            new PutRequest(
                                    new PutRequest.Target(BUCKET, ObjectKey.of(key), WriteCondition.NONE),
                                    OWNER,
                                    new PutRequest.Content(new ETag("e"), null, Encryption.NONE),
                                    ObjectProperties.NONE,
                                    ObjectProtection.NONE),
                            writer.finish())
                    .join();
        }
    }

    @Test
    void stateOfTimeIsReadPageByPage() {
        BucketHistory history = new BucketHistory(listing);
        long then = 0;
        Position at = null;
        do {
            BucketHistory.Part part = history.asOf(new ObjectListing.Query(BUCKET, "", null, 700), START, at);
            assertThat(part.entries()).hasSizeLessThanOrEqualTo(700);
            then += part.entries().size();
            at = part.next();
        } while (at != null);
        assertThat(then).isEqualTo(KEYS);
        assertThat(listing.most).isLessThanOrEqualTo(MOST_OF_A_PAGE);

        BucketHistory.Part folders = history.asOf(new ObjectListing.Query(BUCKET, "", "/", 100), START, null);
        assertThat(folders.prefixes()).hasSize(FOLDERS);
        listing.pages = 0;
        assertThat(history.asOf(new ObjectListing.Query(BUCKET, "", "/", 100), START.minusMillis(1), null)
                        .prefixes())
                .isEmpty();
        assertThat(listing.most).isLessThanOrEqualTo(MOST_OF_A_PAGE);
        assertThat(listing.pages).as("folders are not read version by version").isLessThan(1 + FOLDERS * 6);
    }

    @Test
    void deletedObjectsAreFoundPageByPage() {
        BucketHistory history = new BucketHistory(listing);
        long deleted = 0;
        Position at = null;
        do {
            BucketHistory.DeletedPart part = history.deleted(new ObjectListing.Query(BUCKET, "", null, 300), at);
            assertThat(part.entries()).hasSizeLessThanOrEqualTo(300).allMatch(found -> found.hidden() != null);
            deleted += part.entries().size();
            at = part.next();
        } while (at != null);
        assertThat(deleted).isEqualTo(KEYS / 10);
        assertThat(listing.most).isLessThanOrEqualTo(MOST_OF_A_PAGE);
    }

    @Test
    void everyKeyIsComparedOnce() {
        KeyStates states = new KeyStates(listing, new ObjectListing.Query(BUCKET, "", null, MOST_OF_A_PAGE), START);
        long keys = 0;
        long changed = 0;
        while (states.hasNext()) {
            KeyStates.KeyState state = states.next();
            ObjectVersion then = state.then();
            assertThat(then).isNotNull();
            keys++;
            if (then != null && !state.current().id().equals(then.id())) {
                changed++;
            }
        }
        assertThat(keys).isEqualTo(KEYS);
        assertThat(changed).isEqualTo(KEYS / 10 + KEYS / 100);
        assertThat(listing.most).isLessThanOrEqualTo(MOST_OF_A_PAGE);
    }

    /** Remembers the largest page that was asked for, and counts them. */
    private static final class CountingListing implements ObjectListing {
        private final ObjectListing listing;
        private int most;
        private int pages;

        CountingListing(ObjectListing listing) {
            this.listing = listing;
        }

        private void note(Query query) {
            most = Math.max(most, query.limit());
            pages++;
        }

        @Override
        public Page<ObjectVersion> listObjects(Query query, @Nullable String after) {
            note(query);
            return listing.listObjects(query, after);
        }

        @Override
        public VersionPage listVersions(Query query, @Nullable String keyMarker, @Nullable String versionMarker) {
            note(query);
            return listing.listVersions(query, keyMarker, versionMarker);
        }

        @Override
        public Page<MultipartUpload> listUploads(
                Query query, @Nullable String keyMarker, @Nullable String uploadMarker) {
            note(query);
            return listing.listUploads(query, keyMarker, uploadMarker);
        }
    }
}
