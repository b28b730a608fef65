package io.maxiofs.storage.reference;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;
import static io.maxiofs.storage.reference.StoreClient.exactly;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.storage.api.BucketCatalog.NewBucket;
import io.maxiofs.storage.api.BucketExistsException;
import io.maxiofs.storage.api.BucketNotEmptyException;
import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.InvalidLockChangeException;
import io.maxiofs.storage.api.ObjectLockedException;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.QuotaExceededException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.DefaultRetention;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every object store refuses: conditions, locks, quotas; and what it says of its buckets. */
public abstract class WriteRulesContract extends StoreFixture {
    private static final WriteCondition IF_ABSENT = new WriteCondition(null, true, null, null);

    private static WriteCondition ifMatch(String etag) {
        return new WriteCondition(etag, false, null, null);
    }

    private ObjectProtection retained(Retention.Mode mode, Duration time) {
        return new ObjectProtection(new Retention(mode, clock.instant().plus(time)), false, ReplicationStatus.NONE);
    }

    private static DeleteRequest delete(BucketName bucket, VersionSelector version, WriteCondition condition) {
        return new DeleteRequest(bucket, key("a"), version, OWNER, condition, false);
    }

    private ObjectVersion protect(BucketName bucket, ObjectVersion version, ObjectProtection protection) {
        return await(store().update(bucket, version.key(), exactly(version), v -> v.withProtection(protection)));
    }

    @Test
    void createsOnlyWhatIsAbsent() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        client.put(bucket, "a", "one", IF_ABSENT);

        assertThat(catchThrowableOfType(
                                PreconditionFailedException.class, () -> client.put(bucket, "a", "two", IF_ABSENT))
                        .condition())
                .isEqualTo("If-None-Match");
        assertThat(client.text(bucket, "a")).isEqualTo("one");

        client.delete(bucket, "a");
        client.put(bucket, "a", "three", IF_ABSENT);
        assertThat(client.text(bucket, "a")).isEqualTo("three");
    }

    @Test
    void replacesOnlyTheTagNamed() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        String one = client.put(bucket, "a", "one").requireContent().etag().value();
        String two = client.put(bucket, "a", "two", ifMatch(one))
                .requireContent()
                .etag()
                .value();

        assertThat(catchThrowableOfType(
                                PreconditionFailedException.class, () -> client.put(bucket, "a", "three", ifMatch(one)))
                        .condition())
                .isEqualTo("If-Match");
        client.put(bucket, "a", "four", ifMatch("*"));
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> client.put(bucket, "a", "five", ifMatch(two)));
        assertThat(client.text(bucket, "a")).isEqualTo("four");
    }

    @Test
    void matchesNothingWhereThereIsNothing() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(() -> client.put(bucket, "a", "one", ifMatch("*")));
        client.put(bucket, "a", "one");
        client.delete(bucket, "a");
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(() -> client.put(bucket, "a", "one", ifMatch("*")));
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(() -> client.delete(delete(bucket, VersionSelector.CURRENT, ifMatch("*"))));
    }

    @Test
    void deletesUnderConditions() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        ObjectVersion one = client.put(bucket, "a", "one");
        String etag = one.requireContent().etag().value();
        later();
        refusesDelete(bucket, VersionSelector.CURRENT, ifMatch("no"));
        refusesDelete(bucket, VersionSelector.CURRENT, new WriteCondition(null, false, clock.instant(), null));
        refusesDelete(bucket, VersionSelector.CURRENT, new WriteCondition(etag, false, null, 4L));
        assertThat(client.text(bucket, "a")).isEqualTo("one");

        WriteCondition right =
                new WriteCondition(etag, false, one.lastModified().minusMillis(100), 3L);
        assertThat(client.delete(delete(bucket, VersionSelector.CURRENT, right)).removed())
                .isEqualTo(one);
    }

    @Test
    void looksAtTheVersionADeleteNames() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion one = client.put(bucket, "a", "one");
        ObjectVersion two = client.put(bucket, "a", "two");

        refusesDelete(bucket, exactly(one), ifMatch(two.requireContent().etag().value()));
        client.delete(
                delete(bucket, exactly(one), ifMatch(one.requireContent().etag().value())));

        assertThat(client.versions(bucket, "a")).containsExactly(two);
    }

    private void refusesDelete(BucketName bucket, VersionSelector version, WriteCondition condition) {
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> client.delete(delete(bucket, version, condition)));
    }

    @Test
    void keepsRetainedVersions() {
        BucketName bucket = client.createLockBucket("locked");
        ObjectVersion governed =
                client.put(bucket, "a", "one", retained(Retention.Mode.GOVERNANCE, Duration.ofDays(1)));
        ObjectVersion complied =
                client.put(bucket, "a", "two", retained(Retention.Mode.COMPLIANCE, Duration.ofDays(1)));
        ObjectVersion held = client.put(bucket, "a", "three", new ObjectProtection(null, true, ReplicationStatus.NONE));

        for (ObjectVersion version : new ObjectVersion[] {governed, complied, held}) {
            assertThatExceptionOfType(ObjectLockedException.class)
                    .isThrownBy(() -> client.delete(bucket, "a", exactly(version), false));
        }
        for (ObjectVersion version : new ObjectVersion[] {complied, held}) {
            assertThatExceptionOfType(ObjectLockedException.class)
                    .isThrownBy(() -> client.delete(bucket, "a", exactly(version), true));
        }
        assertThat(client.versions(bucket, "a")).containsExactly(held, complied, governed);
        client.delete(bucket, "a", exactly(governed), true);
        assertThat(client.delete(bucket, "a").marker()).as("hiding is allowed").isNotNull();

        clock.advance(Duration.ofDays(2));
        client.delete(bucket, "a", exactly(complied), false);
        assertThatExceptionOfType(ObjectLockedException.class)
                .isThrownBy(() -> client.delete(bucket, "a", exactly(held), false));
        protect(bucket, held, ObjectProtection.NONE);
        client.delete(bucket, "a", exactly(held), false);
    }

    @Test
    void retainsByDefaultWhatBringsNoRetention() {
        BucketName bucket = client.createLockBucket("locked");
        lockByDefault(bucket, new DefaultRetention(Retention.Mode.GOVERNANCE, 2, DefaultRetention.Unit.DAYS).text());
        ObjectVersion own = client.put(bucket, "a", "one", retained(Retention.Mode.COMPLIANCE, Duration.ofDays(9)));
        ObjectVersion byDefault = client.put(bucket, "a", "two");

        assertThat(own.protection().retention())
                .isEqualTo(
                        retained(Retention.Mode.COMPLIANCE, Duration.ofDays(9)).retention());
        assertThat(byDefault.protection().retention())
                .isEqualTo(new Retention(
                        Retention.Mode.GOVERNANCE, byDefault.lastModified().plus(Duration.ofDays(2))));
        lockByDefault(bucket, "FOREVER");
        assertThatExceptionOfType(InvalidLockChangeException.class).isThrownBy(() -> client.put(bucket, "a", "three"));
        assertThat(client.versions(bucket, "a")).containsExactly(byDefault, own);
    }

    private void lockByDefault(BucketName name, String text) {
        store().buckets()
                .update(name, bucket -> bucket.withSettings(Map.of(BucketSetting.OBJECT_LOCK, text)))
                .join();
    }

    @Test
    void neverWeakensCompliance() {
        BucketName bucket = client.createLockBucket("locked");
        ObjectVersion version =
                client.put(bucket, "a", "one", retained(Retention.Mode.COMPLIANCE, Duration.ofDays(10)));

        for (ObjectProtection weaker : new ObjectProtection[] {
            ObjectProtection.NONE,
            retained(Retention.Mode.COMPLIANCE, Duration.ofDays(9)),
            retained(Retention.Mode.GOVERNANCE, Duration.ofDays(20))
        }) {
            assertThatExceptionOfType(InvalidLockChangeException.class)
                    .isThrownBy(() -> protect(bucket, version, weaker));
        }
        ObjectVersion longer = protect(bucket, version, retained(Retention.Mode.COMPLIANCE, Duration.ofDays(11)));
        assertThat(client.versions(bucket, "a")).containsExactly(longer);
        clock.advance(Duration.ofDays(12));
        protect(bucket, version, ObjectProtection.NONE);
    }

    @Test
    void locksNothingWithoutObjectLock() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion version = client.put(bucket, "a", "one");

        assertThatExceptionOfType(InvalidLockChangeException.class)
                .isThrownBy(() -> protect(bucket, version, retained(Retention.Mode.GOVERNANCE, Duration.ofDays(1))));
        assertThatExceptionOfType(InvalidLockChangeException.class)
                .isThrownBy(() -> protect(bucket, version, new ObjectProtection(null, true, ReplicationStatus.NONE)));
        assertThat(client.versions(bucket, "a")).containsExactly(version);
    }

    @Test
    void anUpdateThatThrowsChangesNothing() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion version = client.put(bucket, "a", "one");

        assertThatExceptionOfType(ObjectLockedException.class)
                .isThrownBy(() -> await(store().update(bucket, key("a"), VersionSelector.CURRENT, v -> {
                    throw new ObjectLockedException("governance");
                })));
        assertThat(client.versions(bucket, "a")).containsExactly(version);
    }

    @Test
    void quotaRefusalKeepsTheOldObject() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        client.put(bucket, "a", "12345678");
        client.setSetting(bucket, BucketSetting.QUOTA, "{\"bytes\": 10}");

        assertThatExceptionOfType(QuotaExceededException.class)
                .isThrownBy(() -> client.put(bucket, "a", "12345678901"));
        assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> client.put(bucket, "b", "123"));
        assertThat(client.text(bucket, "a")).isEqualTo("12345678");
        assertThat(client.keys(bucket)).containsExactly("a");

        client.put(bucket, "a", "1234567890");
        client.put(bucket, "a", "12");
        client.put(bucket, "b", "12345678");
        assertThat(store().buckets().usage(bucket).totalBytes()).isEqualTo(10);
    }

    @Test
    void quotaOfObjectsCountsKeys() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        client.setSetting(bucket, BucketSetting.QUOTA, "{\"objects\":1}");
        client.put(bucket, "a", "one");
        client.put(bucket, "a", "two");

        assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> client.put(bucket, "b", "x"));
        client.delete(bucket, "a");
        client.put(bucket, "b", "x");
        client.setSetting(bucket, BucketSetting.QUOTA, null);
        client.put(bucket, "c", "x");
    }

    @Test
    void countsExactly() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        assertThat(store().buckets().usage(bucket)).isEqualTo(BucketUsage.NONE);
        client.put(bucket, "a", "1");
        ObjectVersion two = client.put(bucket, "a", "22");
        client.put(bucket, "b", "333");
        ObjectVersion marker = client.delete(bucket, "b").marker();
        assertThat(marker).isNotNull();
        assertThat(store().buckets().usage(bucket)).isEqualTo(new BucketUsage(1, 2, 2, 4, 1, 0, 0));
        assertThat(store().buckets().tenantBytes("")).isEqualTo(6);

        client.delete(bucket, "b", exactly(marker), false);
        client.delete(bucket, "a", exactly(two), false);
        assertThat(store().buckets().usage(bucket)).isEqualTo(new BucketUsage(2, 4, 0, 0, 0, 0, 0));
    }

    @Test
    void createsABucketOnce() {
        Map<BucketSetting, String> settings = Map.of(BucketSetting.TAGGING, "<x/>");
        NewBucket wanted =
                new NewBucket(new BucketName("once"), OWNER, "tenant", VersioningState.UNVERSIONED, true, settings);
        Bucket made = await(store().buckets().create(wanted));

        assertThat(made.created()).isEqualTo(clock.instant());
        assertThat(made.tenant()).isEqualTo("tenant");
        assertThat(made.versioning()).as("implied by object lock").isEqualTo(VersioningState.ENABLED);
        assertThat(made.settings()).isEqualTo(settings);
        assertThat(catchThrowableOfType(
                                BucketExistsException.class,
                                () -> await(store().buckets().create(wanted)))
                        .existing())
                .isEqualTo(made);
        assertThat(store().buckets().find(made.name())).contains(made);
        client.createBucket("another", VersioningState.UNVERSIONED);
        assertThat(store().buckets().list()).extracting(b -> b.name().value()).containsExactly("another", "once");
    }

    @Test
    void removesOnlyAnEmptyBucket() {
        BucketName bucket = client.createBucket("bucket", VersioningState.ENABLED);
        ObjectVersion version = client.put(bucket, "a", "one");
        ObjectVersion marker = client.delete(bucket, "a").marker();
        assertThat(marker).isNotNull();
        for (ObjectVersion left : new ObjectVersion[] {version, marker}) {
            assertThatExceptionOfType(BucketNotEmptyException.class)
                    .isThrownBy(() -> await(store().buckets().delete(bucket)));
            client.delete(bucket, "a", exactly(left), false);
        }
        long id = store().buckets().get(bucket).id();
        await(store().buckets().delete(bucket));

        assertThat(store().buckets().find(bucket)).isEmpty();
        assertThatExceptionOfType(BucketNotFoundException.class)
                .isThrownBy(() -> await(store().buckets().delete(bucket)));
        client.createBucket("bucket", VersioningState.UNVERSIONED);
        assertThat(store().buckets().get(bucket).id()).isNotEqualTo(id);
        assertThat(client.keys(bucket)).isEmpty();
    }

    @Test
    void changesOnlyWhatABucketMayChange() {
        BucketName name = client.createLockBucket("locked");
        Bucket before = store().buckets().get(name);
        later();

        client.setSetting(name, BucketSetting.POLICY, "{}");
        Bucket after = await(store().buckets()
                .update(
                        name,
                        b -> new Bucket(
                                99,
                                new BucketName("other"),
                                b.owner(),
                                "t",
                                clock.instant(),
                                b.versioning(),
                                false,
                                b.settings())));

        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.name()).isEqualTo(name);
        assertThat(after.created()).isEqualTo(before.created());
        assertThat(after.objectLockEnabled()).as("never off again").isTrue();
        assertThat(after.tenant()).isEqualTo("t");
        assertThat(after.setting(BucketSetting.POLICY)).contains("{}");
        assertThat(refusal(name)).as("object lock needs versioning").isNotNull();
        assertThat(store().buckets().get(name)).isEqualTo(after);
    }

    private @Nullable InvalidLockChangeException refusal(BucketName name) {
        return catchThrowableOfType(
                InvalidLockChangeException.class, () -> client.setVersioning(name, VersioningState.SUSPENDED));
    }
}
