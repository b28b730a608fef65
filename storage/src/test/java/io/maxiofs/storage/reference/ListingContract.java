package io.maxiofs.storage.reference;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;
import static io.maxiofs.storage.reference.StoreClient.exactly;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.ObjectListing.Page;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.ObjectListing.VersionPage;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.VersioningState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store lists. */
public abstract class ListingContract extends StoreFixture {
    private static final int ALL = Integer.MAX_VALUE;

    private BucketName bucket = new BucketName("bucket");

    @BeforeEach
    final void createBucket() {
        bucket = client.createBucket("bucket", VersioningState.ENABLED);
    }

    private void fill(String... keys) {
        for (String key : keys) {
            client.put(bucket, key, "x");
        }
    }

    private ObjectListing listing() {
        return store().listing();
    }

    private Page<ObjectVersion> list(String prefix, @Nullable String delimiter, int limit, @Nullable String after) {
        return listing().listObjects(new Query(bucket, prefix, delimiter, limit), after);
    }

    private List<String> names(String prefix, @Nullable String delimiter, @Nullable String after) {
        return StoreClient.names(list(prefix, delimiter, ALL, after));
    }

    @Test
    void listsInTheOrderOfBytes() {
        fill("b", "a", "B", "😀", "\uffff", "é", "a/", "a\u0000", "aa");

        assertThat(list("", null, ALL, null).entries())
                .extracting(v -> v.key().value())
                .containsExactly("B", "a", "a\u0000", "a/", "aa", "b", "é", "\uffff", "😀");
    }

    @Test
    void rollsUpBehindThePrefix() {
        fill("a", "a/b/c", "a/b/d", "a/c", "b/x", "c//x", "c/x");

        assertThat(names("", "/", null)).containsExactly("a", "a/", "b/", "c/");
        assertThat(list("", "/", ALL, null).commonPrefixes()).containsExactly("a/", "b/", "c/");
        assertThat(names("a/", "/", null)).containsExactly("a/b/", "a/c");
        assertThat(names("a", "/", null)).containsExactly("a", "a/");
        assertThat(names("c/", "/", null)).containsExactly("c//", "c/x");
        assertThat(names("a/b/", "/", null)).containsExactly("a/b/c", "a/b/d");
        assertThat(names("", "b/", null)).containsExactly("a", "a/b/", "a/c", "b/", "c//x", "c/x");
        assertThat(names("", "x", null)).containsExactly("a", "a/b/c", "a/b/d", "a/c", "b/x", "c//x", "c/x");
        assertThat(list("", "x", ALL, null).commonPrefixes()).containsExactly("b/x", "c//x", "c/x");
        assertThat(names("z", "/", null)).isEmpty();
    }

    @Test
    void goesOnBehindAnyMarker() {
        fill("a", "a/1", "a/2", "b", "c/1");

        assertThat(names("", null, "a")).containsExactly("a/1", "a/2", "b", "c/1");
        assertThat(names("", null, "a/11")).containsExactly("a/2", "b", "c/1");
        assertThat(names("", null, "zzz")).isEmpty();
        assertThat(names("", "/", "a")).containsExactly("a/", "b", "c/");
        assertThat(names("", "/", "a/")).containsExactly("b", "c/");
        assertThat(names("", "/", "a/1")).containsExactly("b", "c/");
        assertThat(names("a/", "/", "a/1")).containsExactly("a/2");
        assertThat(names("c", null, "a")).containsExactly("c/1");
    }

    @Test
    void limitZeroIsAnEmptyLastPage() {
        fill("a");
        Page<ObjectVersion> page = list("", null, 0, null);
        assertThat(page.entries()).isEmpty();
        assertThat(page.isTruncated()).isFalse();
        VersionPage versions = listing().listVersions(new Query(bucket, "", null, 0), null, null);
        assertThat(versions.entries()).isEmpty();
        assertThat(versions.isTruncated()).isFalse();
    }

    @Test
    void isNotTruncatedWhenExactlyFull() {
        fill("a", "b/1", "b/2");
        assertThat(list("", "/", 2, null).isTruncated()).isFalse();
        assertThat(list("", null, 3, null).isTruncated()).isFalse();
        assertThat(list("", null, 2, null).nextMarker()).isEqualTo("b/1");
        client.delete(bucket, "b/2");
        assertThat(list("", null, 2, null).isTruncated())
                .as("what is hidden does not follow")
                .isFalse();
    }

    /** Others lost one key per page, or told a common prefix twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void pagesLoseAndRepeatNothing(int limit) {
        fill("a", "a/", "a/1", "a/2", "ab", "b/1", "b/2/3", "b/2/4", "c", "c/", "d/😀", "d/\uffff");
        client.delete(bucket, "ab");
        for (String delimiter : new String[] {"", "/", "/2", "1"}) {
            String asked = delimiter.isEmpty() ? null : delimiter;
            List<String> paged = new ArrayList<>();
            String marker = null;
            do {
                Page<ObjectVersion> page = list("", asked, limit, marker);
                List<String> names = StoreClient.names(page);
                assertThat(names).hasSizeBetween(1, limit);
                paged.addAll(names);
                marker = page.nextMarker();
                assertThat(marker == null || marker.equals(names.getLast())).isTrue();
            } while (marker != null);
            assertThat(paged).as("delimiter %s", asked).isEqualTo(names("", asked, null));
        }
    }

    @Test
    void listsVersionsNewestFirst() {
        ObjectVersion a1 = client.put(bucket, "a", "1");
        ObjectVersion b1 = client.put(bucket, "b", "1");
        ObjectVersion a2 = client.put(bucket, "a", "2");
        ObjectVersion gone = client.delete(bucket, "b").marker();
        assertThat(gone).isNotNull();
        fill("c/1", "c/2");

        VersionPage page = listing().listVersions(new Query(bucket, "", "/", ALL), null, null);

        assertThat(page.entries())
                .containsExactly(
                        new ObjectListing.VersionEntry(a2, true),
                        new ObjectListing.VersionEntry(a1, false),
                        new ObjectListing.VersionEntry(gone, true),
                        new ObjectListing.VersionEntry(b1, false));
        assertThat(page.commonPrefixes()).containsExactly("c/");
        assertThat(page.isTruncated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7})
    void versionPagesLoseAndRepeatNothing(int limit) {
        BucketName late = client.createBucket("late", VersioningState.UNVERSIONED);
        for (String key : new String[] {"a", "b/1", "c"}) {
            client.put(late, key, "null");
        }
        client.setVersioning(late, VersioningState.ENABLED);
        for (int i = 0; i < 3; i++) {
            for (String key : new String[] {"a", "a/x", "b/1", "b/2", "c"}) {
                client.put(late, key, "v" + i);
                client.delete(late, key);
            }
        }
        client.setVersioning(late, VersioningState.SUSPENDED);
        client.put(late, "a", "null again");
        for (String delimiter : new String[] {"", "/"}) {
            String asked = delimiter.isEmpty() ? null : delimiter;
            VersionPage all = listing().listVersions(new Query(late, "", asked, ALL), null, null);
            List<ObjectListing.VersionEntry> paged = new ArrayList<>();
            List<String> prefixes = new ArrayList<>();
            VersionPage page = listing().listVersions(new Query(late, "", asked, limit), null, null);
            while (true) {
                paged.addAll(page.entries());
                prefixes.addAll(page.commonPrefixes());
                assertThat(page.entries().size() + page.commonPrefixes().size()).isBetween(1, limit);
                if (!page.isTruncated()) {
                    break;
                }
                page = listing()
                        .listVersions(
                                new Query(late, "", asked, limit), page.nextKeyMarker(), page.nextVersionMarker());
            }
            assertThat(paged).as("delimiter %s", asked).isEqualTo(all.entries());
            assertThat(prefixes).isEqualTo(all.commonPrefixes());
        }
    }

    @Test
    void versionMarkersMeanWhatTheySay() {
        ObjectVersion a1 = client.put(bucket, "a", "1");
        ObjectVersion a2 = client.put(bucket, "a", "2");
        ObjectVersion a3 = client.put(bucket, "a", "3");
        ObjectVersion b1 = client.put(bucket, "b", "1");
        Query query = new Query(bucket, "", null, ALL);

        assertThat(listing().listVersions(query, "a", null).entries())
                .as("without a version marker the key is left out")
                .extracting(e -> e.version())
                .containsExactly(b1);
        assertThat(listing().listVersions(query, "a", a3.versionText()).entries())
                .extracting(e -> e.version())
                .containsExactly(a2, a1, b1);
        client.delete(bucket, "a", exactly(a2), false);
        assertThat(listing().listVersions(query, "a", a2.versionText()).entries())
                .as("behind a version that is gone")
                .extracting(e -> e.version())
                .containsExactly(a1, b1);
        assertThat(listing().listVersions(query, "Z", a3.versionText()).entries())
                .extracting(e -> e.version())
                .containsExactly(a3, a1, b1);
    }

    /** Its text does not say where it stood: rather tell versions twice than leave one out. */
    @Test
    void aNullVersionAsMarkerLosesNothingEvenIfItIsGone() {
        ObjectVersion a1 = client.put(bucket, "a", "1");
        client.setVersioning(bucket, VersioningState.SUSPENDED);
        ObjectVersion none = client.put(bucket, "a", "null");
        client.setVersioning(bucket, VersioningState.ENABLED);
        ObjectVersion a2 = client.put(bucket, "a", "2");
        Query query = new Query(bucket, "", null, ALL);

        assertThat(listing().listVersions(query, "a", none.versionText()).entries())
                .extracting(e -> e.version())
                .containsExactly(a1);
        client.delete(bucket, "a", exactly(none), false);
        assertThat(listing().listVersions(query, "a", none.versionText()).entries())
                .extracting(e -> e.version())
                .containsExactly(a2, a1);
    }

    private MultipartUpload begin(String key) {
        MultipartUpload.Specification specification = new MultipartUpload.Specification(
                OWNER, ObjectProperties.NONE, ObjectProtection.NONE, Encryption.NONE, null, null);
        return await(store().uploads().create(bucket, key(key), OWNER, specification));
    }

    @Test
    void listsUploadsByKeyThenAge() {
        MultipartUpload b1 = begin("b");
        MultipartUpload a1 = begin("a");
        MultipartUpload a2 = begin("a");
        MultipartUpload d1 = begin("c/d");
        Query query = new Query(bucket, "", null, ALL);

        assertThat(listing().listUploads(query, null, null).entries()).containsExactly(a1, a2, b1, d1);
        assertThat(names("", null, null))
                .as("unfinished uploads are not objects")
                .isEmpty();
        assertThat(listing().listUploads(query, "a", null).entries()).containsExactly(b1, d1);
        assertThat(listing().listUploads(query, "a", a1.id().text()).entries()).containsExactly(a2, b1, d1);
        assertThat(listing().listUploads(query, "a", a2.id().text()).entries()).containsExactly(b1, d1);
        assertThat(listing().listUploads(query, "c/", null).entries()).containsExactly(d1);

        Page<MultipartUpload> rolled = listing().listUploads(new Query(bucket, "", "/", 3), null, null);
        assertThat(rolled.entries()).containsExactly(a1, a2, b1);
        assertThat(rolled.nextMarker()).isEqualTo("b");
        Page<MultipartUpload> rest = listing()
                .listUploads(new Query(bucket, "", "/", 3), "b", b1.id().text());
        assertThat(rest.entries()).isEmpty();
        assertThat(rest.commonPrefixes()).containsExactly("c/");
        assertThat(rest.isTruncated()).isFalse();
        assertThat(listing()
                        .listUploads(new Query(bucket, "a", null, ALL), null, null)
                        .entries())
                .containsExactly(a1, a2);
        assertThat(listing()
                        .listUploads(new Query(bucket, "", null, 0), null, null)
                        .isTruncated())
                .isFalse();
    }
}
