package io.maxiofs.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.BucketCatalog;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectKey;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Owner;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import io.maxiofs.storage.reference.SettableClock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the worker does to a store in virtual days. */
class LifecycleWorkerTest {
    private static final Owner OWNER = new Owner("owner-id", "owner");
    private static final BucketName BUCKET = new BucketName("bucket");
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-04T10:00:00Z"));
    private final InMemoryObjectStore store = new InMemoryObjectStore(clock);
    private final LifecycleWorker worker =
            new LifecycleWorker(store, new LifecycleDay(86_400), clock, () -> 1_000_000, LifecyclePlaces.inMemory());

    private void create(VersioningState versioning, boolean lock) {
        store.buckets()
                .create(new BucketCatalog.NewBucket(BUCKET, OWNER, "", versioning, lock, Map.of()))
                .join();
    }

    private void rules(String rules) {
        keep(LifecycleDocument.keep(LifecycleDocument.read(
                ("<LifecycleConfiguration>" + rules + "</LifecycleConfiguration>").getBytes(StandardCharsets.UTF_8),
                LifecycleDocument.ALL_STORAGE_CLASSES,
                () -> "rule")));
    }

    private void keep(@Nullable String text) {
        store.buckets()
                .update(BUCKET, bucket -> bucket.withSetting(BucketSetting.LIFECYCLE, text))
                .join();
    }

    private void versioning(VersioningState versioning) {
        store.buckets()
                .update(BUCKET, bucket -> bucket.withVersioning(versioning))
                .join();
    }

    private ObjectVersion put(String key) {
        return put(key, 3, Tags.NONE, ObjectProtection.NONE);
    }

    private ObjectVersion put(String key, int size, Tags tags, ObjectProtection protection) {
        try (BodyWriter writer = store.newBody(BodySpec.ofSize(size))) {
            writer.write(ByteBuffer.allocate(size));
            return store.put(
                            new PutRequest(
                                    new PutRequest.Target(BUCKET, ObjectKey.of(key), WriteCondition.NONE),
                                    OWNER,
                                    new PutRequest.Content(new ETag("tag"), null, Encryption.NONE),
                                    ObjectProperties.NONE.withTags(tags),
                                    protection),
                            writer.finish())
                    .join();
        }
    }

    private void delete(String key) {
        store.delete(new DeleteRequest(
                        BUCKET, ObjectKey.of(key), VersionSelector.CURRENT, OWNER, WriteCondition.NONE, false))
                .join();
    }

    private void days(double days) {
        clock.advance(Duration.ofSeconds((long) (days * DAY.toSeconds())));
        worker.pass();
    }

    private List<ObjectVersion> versions() {
        return store
                .listing()
                .listVersions(new ObjectListing.Query(BUCKET, "", null, 10_000), null, null)
                .entries()
                .stream()
                .map(ObjectListing.VersionEntry::version)
                .toList();
    }

    private List<String> keys() {
        return store.listing().listObjects(new ObjectListing.Query(BUCKET, "", null, 10_000), null).entries().stream()
                .map(version -> version.key().value())
                .toList();
    }

    private static String rule(String filter, String action) {
        return "<Rule>" + filter + "<Status>Enabled</Status>" + action + "</Rule>";
    }

    private static String afterDays(int days) {
        return "<Expiration><Days>" + days + "</Days></Expiration>";
    }

    @Test
    void removesWhatIsOldEnoughAndNotBefore() {
        create(VersioningState.UNVERSIONED, false);
        rules(rule("<Filter><Prefix>log/</Prefix></Filter>", afterDays(2)));
        put("log/a");
        put("keep");
        days(2);
        assertThat(keys()).as("not before midnight").containsExactly("keep", "log/a");
        days(0.6);
        assertThat(keys()).containsExactly("keep");
        assertThat(worker.status().counts().changed()).isEqualTo(1);
        assertThat(worker.status().passes()).isEqualTo(2);
    }

    @Test
    void removesAtADateWhateverTheAge() {
        create(VersioningState.UNVERSIONED, false);
        rules(rule("<Filter/>", "<Expiration><Date>2026-03-06T00:00:00Z</Date></Expiration>"));
        put("a");
        days(1);
        assertThat(keys()).containsExactly("a");
        put("b");
        days(1);
        assertThat(keys()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>, 'small-plain,large-plain,large-other'",
        "<Filter><ObjectSizeGreaterThan>99</ObjectSizeGreaterThan></Filter>, 'small-plain,small-tagged'",
        "<Filter><ObjectSizeGreaterThan>100</ObjectSizeGreaterThan></Filter>,"
                + " 'small-plain,small-tagged,large-plain,large-tagged,large-other'",
        "<Filter><ObjectSizeLessThan>100</ObjectSizeLessThan></Filter>, 'large-plain,large-tagged,large-other'",
        "<Filter><And><Prefix>large</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>,"
                + " 'small-plain,small-tagged,large-plain,large-other'",
        "<Filter><And><Tag><Key>k</Key><Value>v</Value></Tag><Tag><Key>m</Key><Value>n</Value></Tag></And></Filter>,"
                + " 'small-plain,small-tagged,large-plain,large-other'",
        "<Filter><And><Prefix></Prefix><ObjectSizeGreaterThan>9</ObjectSizeGreaterThan>"
                + "<ObjectSizeLessThan>100</ObjectSizeLessThan></And></Filter>, 'large-plain,large-tagged,large-other'",
        "<Prefix>small-p</Prefix>, 'small-tagged,large-plain,large-tagged,large-other'"
    })
    void removesExactlyWhatTheFilterIsAbout(String filter, String left) {
        create(VersioningState.UNVERSIONED, false);
        put("small-plain", 10, Tags.NONE, ObjectProtection.NONE);
        put("small-tagged", 10, new Tags(Map.of("k", "v")), ObjectProtection.NONE);
        put("large-plain", 100, Tags.NONE, ObjectProtection.NONE);
        put("large-tagged", 100, new Tags(Map.of("k", "v", "m", "n")), ObjectProtection.NONE);
        put("large-other", 100, new Tags(Map.of("k", "w")), ObjectProtection.NONE);
        rules(rule(filter, afterDays(1)));
        days(3);
        assertThat(keys()).containsExactlyInAnyOrder(left.split(",", -1));
    }

    @Test
    void hidesCurrentVersionsAndRemovesOldOnes() {
        create(VersioningState.ENABLED, false);
        ObjectVersion first = put("a");
        rules(rule("<Filter/>", afterDays(1))
                + rule(
                                "<Filter/>",
                                "<NoncurrentVersionExpiration><NoncurrentDays>2</NoncurrentDays>"
                                        + "</NoncurrentVersionExpiration>")
                        .replace("<Rule>", "<Rule><ID>old</ID>"));
        days(2);
        assertThat(versions()).hasSize(2).contains(first);
        assertThat(versions().getFirst().isDeleteMarker()).isTrue();
        days(1);
        assertThat(versions()).as("noncurrent for a day only").contains(first);
        days(2);
        assertThat(versions()).as("the marker goes when nothing is behind it").doesNotContain(first);
        days(1);
        assertThat(versions()).isEmpty();
    }

    @Test
    void sparesTheNewestNoncurrentVersions() {
        create(VersioningState.ENABLED, false);
        List<ObjectVersion> written = List.of(put("a"), put("a"), put("a"), put("a"), put("a"));
        rules(rule(
                "<Filter/>",
                "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays><NewerNoncurrentVersions>2"
                        + "</NewerNoncurrentVersions></NoncurrentVersionExpiration>"));
        days(3);
        assertThat(versions()).containsExactly(written.get(4), written.get(3), written.get(2));
    }

    @Test
    void countsFromTheTimeAVersionWasReplaced() {
        create(VersioningState.ENABLED, false);
        ObjectVersion old = put("a");
        rules(rule(
                "<Filter/>",
                "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"));
        days(30);
        put("a");
        worker.pass();
        assertThat(versions()).contains(old);
        days(2);
        assertThat(versions()).doesNotContain(old).hasSize(1);
    }

    @Test
    void removesDeleteMarkersBehindWhichNothingIsLeft() {
        create(VersioningState.ENABLED, false);
        put("kept");
        delete("kept");
        put("lone");
        delete("lone");
        ObjectVersion behind = versions().stream()
                .filter(v -> v.key().value().equals("lone") && !v.isDeleteMarker())
                .findFirst()
                .orElseThrow();
        store.delete(new DeleteRequest(
                        BUCKET,
                        ObjectKey.of("lone"),
                        new VersionSelector.Exact(behind.id()),
                        OWNER,
                        WriteCondition.NONE,
                        false))
                .join();
        rules(rule(
                "<Filter/>", "<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>"));
        worker.pass();
        assertThat(versions())
                .hasSize(2)
                .allMatch(version -> version.key().value().equals("kept"));
    }

    @Test
    void replacesTheNullVersionByAMarkerWhileSuspended() {
        create(VersioningState.ENABLED, false);
        ObjectVersion old = put("a");
        versioning(VersioningState.SUSPENDED);
        put("a");
        rules(rule("<Filter/>", afterDays(1)));
        days(2);
        assertThat(versions()).hasSize(2).contains(old);
        assertThat(versions().getFirst().isDeleteMarker()).isTrue();
        assertThat(versions().getFirst().nullVersion()).isTrue();
    }

    @Test
    void givesUnfinishedUploadsUp() {
        create(VersioningState.UNVERSIONED, false);
        for (String key : new String[] {"old/a", "keep/a"}) {
            store.uploads()
                    .create(
                            BUCKET,
                            ObjectKey.of(key),
                            OWNER,
                            new MultipartUpload.Specification(
                                    OWNER, ObjectProperties.NONE, ObjectProtection.NONE, Encryption.NONE, null, null))
                    .join();
        }
        rules(rule(
                "<Filter><Prefix>old/</Prefix></Filter>",
                "<AbortIncompleteMultipartUpload><DaysAfterInitiation>3</DaysAfterInitiation>"
                        + "</AbortIncompleteMultipartUpload>"));
        days(2);
        assertThat(store.buckets().usage(BUCKET).uploads()).isEqualTo(2);
        days(2);
        assertThat(store.listing()
                        .listUploads(new ObjectListing.Query(BUCKET, "", null, 10), null, null)
                        .entries())
                .extracting(upload -> upload.key().value())
                .containsExactly("keep/a");
    }

    @Test
    void leavesLockedVersionsAlone() {
        create(VersioningState.ENABLED, true);
        ObjectVersion held = put("a", 3, Tags.NONE, ObjectProtection.NONE.withLegalHold(true));
        ObjectVersion retained = put(
                "a",
                3,
                Tags.NONE,
                ObjectProtection.NONE.withRetention(
                        new Retention(Retention.Mode.GOVERNANCE, clock.instant().plus(Duration.ofDays(10)))));
        put("a");
        rules(rule(
                "<Filter/>",
                "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"));
        days(5);
        assertThat(versions()).hasSize(3).contains(held, retained);
        days(20);
        assertThat(versions()).hasSize(2).contains(held).doesNotContain(retained);
        assertThat(worker.status().counts().failed()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "<Filter><Newer>1</Newer></Filter>",
        "<Filter><And><Prefix>a</Prefix><Newer/></And></Filter>",
        "<Filter/><Unknown/>"
    })
    void expiresNothingByRulesItDoesNotUnderstand(String filter) {
        create(VersioningState.UNVERSIONED, false);
        put("a");
        keep("<LifecycleConfiguration>" + rule("<ID>x</ID>" + filter, afterDays(1)) + "</LifecycleConfiguration>");
        days(100);
        assertThat(keys()).containsExactly("a");
        assertThat(worker.status().findings()).hasSize(1).first().asString().contains("bucket");
        keep(null);
        worker.pass();
        assertThat(worker.status().findings()).isEmpty();
    }

    @Test
    void doesNothingForRulesThatAreDisabled() {
        create(VersioningState.UNVERSIONED, false);
        put("a");
        rules(rule("<Filter/>", afterDays(1)).replace("Enabled", "Disabled"));
        days(100);
        assertThat(keys()).containsExactly("a");
    }

    /** What was judged and what is there when the store decides are two things. */
    @Test
    void neverRemovesAVersionWrittenSinceForTheAgeOfTheOldOne() {
        create(VersioningState.UNVERSIONED, false);
        ObjectVersion judged = put("a");
        ObjectVersion meanwhile = put("a");
        store.delete(new DeleteRequest(
                        BUCKET,
                        ObjectKey.of("a"),
                        VersionSelector.CURRENT,
                        OWNER,
                        WriteCondition.NONE,
                        false,
                        ChangeOrigin.NONE,
                        new DeleteRequest.StillAs(judged.id(), judged.id(), false)))
                .join();
        assertThat(versions()).containsExactly(meanwhile);
    }

    @Test
    void walksOverManyPages() {
        create(VersioningState.ENABLED, false);
        for (int i = 0; i < 1500; i++) {
            put("key-%05d".formatted(i));
            put("key-%05d".formatted(i));
        }
        rules(rule(
                "<Filter/>",
                "<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>"));
        days(2);
        assertThat(versions()).hasSize(1500);
        assertThat(worker.status().counts().examined()).isEqualTo(3000);
    }

    @Test
    void readsNothingWithoutRules() {
        create(VersioningState.UNVERSIONED, false);
        put("a");
        days(1);
        assertThat(worker.status().passes()).isZero();
        assertThat(worker.status().counts().examined()).isZero();
    }
}
