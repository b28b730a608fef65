package io.maxiofs.storage.reference;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;
import static io.maxiofs.storage.reference.StoreClient.bytes;
import static io.maxiofs.storage.reference.StoreClient.exactly;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.api.DeleteMarkerException;
import io.maxiofs.storage.api.DeleteResult;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.VersionNotFoundException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.SystemMetadata;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.UserMetadata;
import io.maxiofs.storage.model.VersionId;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store does with objects, versions and bodies. */
public abstract class ObjectStoreContract extends StoreFixture {

    @Test
    void findsWhatWasPut() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);

        ObjectVersion written = client.put(bucket, "a", "hello");

        assertThat(written.nullVersion()).isTrue();
        assertThat(written.lastModified()).isEqualTo(clock.instant());
        assertThat(written.requireContent().etag().value()).isEqualTo("5d41402abc4b2a76b9719d911017c592");
        assertThat(store().find(bucket, key("a"), VersionSelector.CURRENT).version())
                .isEqualTo(written);
        assertThat(client.text(bucket, "a")).isEqualTo("hello");
        assertThat(client.text(bucket, "a", VersionSelector.NULL)).isEqualTo("hello");
    }

    @Test
    void keepsEverythingSaidOfAnObject() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        ObjectProperties properties = new ObjectProperties(
                new SystemMetadata(Map.of("content-type", "text/plain", "expires", "never")),
                new UserMetadata(Map.of("colour", "blå", "empty", "")),
                new Tags(Map.of("k", "v")),
                "STANDARD_IA",
                "/elsewhere",
                "acl text");
        Encryption encryption = new Encryption(Encryption.Mode.KMS, "key-1", "e30=", null, true);
        Checksum checksum = ModelDigests.checksum(ChecksumAlgorithm.SHA256, bytes("x"));
        PutRequest request = new PutRequest(
                new PutRequest.Target(bucket, key("a"), WriteCondition.NONE),
                OWNER,
                new PutRequest.Content(new ETag("anything-1"), checksum, encryption),
                properties,
                ObjectProtection.NONE);

        await(store().put(request, client.stage(bytes("x"))));

        ObjectVersion found =
                store().find(bucket, key("a"), VersionSelector.CURRENT).version();
        assertThat(found.properties()).isEqualTo(properties);
        assertThat(found.owner()).isEqualTo(OWNER);
        assertThat(found.requireContent().encryption()).isEqualTo(encryption);
        assertThat(found.requireContent().checksum()).isEqualTo(checksum);
        assertThat(found.requireContent().etag()).isEqualTo(new ETag("anything-1"));
        assertThat(found.requireContent().size()).isEqualTo(1);
        assertThat(found.requireContent().parts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, 65_536, 65_537, 300_000, 3_000_000})
    void readsEveryRangeOfABody(int size) {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        client.put(bucket, key("a"), content, WriteCondition.NONE, ObjectProperties.NONE, ObjectProtection.NONE);
        StoredObject object = store().find(bucket, key("a"), VersionSelector.CURRENT);

        assertThat(StoreClient.read(object)).isEqualTo(content);
        Random random = new Random(size + 1L);
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(size + 1);
            int to = from + random.nextInt(size - from + 1);
            assertThat(StoreClient.read(object, new ByteRange(from, to - from), null))
                    .as("%d to %d of %d", from, to, size)
                    .isEqualTo(Arrays.copyOfRange(content, from, to));
        }
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> object.open(new ByteRange(size, 1), null).close());
    }

    @Test
    void computesTheDigestsAskedFor() {
        byte[] content = bytes("digest me");
        BodySpec spec = new BodySpec(
                OptionalLong.empty(), true, EnumSet.allOf(ChecksumAlgorithm.class), Optional.empty(), null, false);
        try (StagedBody body = client.stage(content, spec)) {
            assertThat(body.size()).isEqualTo(content.length);
            assertThat(body.md5()).hasValue(ModelDigests.md5(content));
            for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
                assertThat(body.checksum(algorithm)).contains(ModelDigests.checksum(algorithm, content));
            }
        }
        try (StagedBody body = client.stage(
                content, new BodySpec(OptionalLong.of(1), false, Set.of(), Optional.empty(), null, false))) {
            assertThat(body.md5()).isEmpty();
            assertThat(body.checksum(ChecksumAlgorithm.CRC32)).isEmpty();
        }
    }

    @Test
    void opensAClientsBodyOnlyWithItsKey() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        byte[] right = new byte[32];
        byte[] wrong = new byte[32];
        wrong[0] = 1;
        StagedBody body = client.stage(
                bytes("secret"), new BodySpec(OptionalLong.of(6), true, Set.of(), Optional.empty(), right, false));
        Encryption encryption = new Encryption(Encryption.Mode.CUSTOMER, null, null, "md5", false);
        await(store().put(
                        new PutRequest(
                                new PutRequest.Target(bucket, key("a"), WriteCondition.NONE),
                                OWNER,
                                new PutRequest.Content(new ETag("x"), null, encryption),
                                ObjectProperties.NONE,
                                ObjectProtection.NONE),
                        body));
        StoredObject object = store().find(bucket, key("a"), VersionSelector.CURRENT);

        assertThat(StoreClient.read(object, ByteRange.all(6), right)).isEqualTo(bytes("secret"));
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> StoreClient.read(object, ByteRange.all(6), wrong));
        assertThatExceptionOfType(DecryptionException.class)
                .isThrownBy(() -> StoreClient.read(object, ByteRange.all(6), null));
    }

    @Test
    void copiesByReference() {
        BucketName source = client.createBucket("source", VersioningState.UNVERSIONED);
        BucketName target = client.createBucket("target", VersioningState.ENABLED);
        ObjectVersion original = client.put(source, "a", "0123456789");
        StoredObject object = store().find(source, key("a"), VersionSelector.CURRENT);
        StagedBody body = store().reference(object, new ByteRange(2, 5), BodySpec.ofSize(5));
        assertThat(body.size()).isEqualTo(5);

        PutRequest request = new PutRequest(
                new PutRequest.Target(target, key("b"), WriteCondition.NONE),
                OWNER,
                new PutRequest.Content(original.requireContent().etag(), null, Encryption.NONE),
                ObjectProperties.NONE,
                ObjectProtection.NONE);
        await(store().put(request, body));
        client.delete(source, "a");

        assertThat(client.text(target, "b")).isEqualTo("23456");
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(() -> store().reference(object, new ByteRange(0, 10), BodySpec.ofSize(10))
                        .close());
    }

    @Test
    void computesChecksumsOfAReferenceWhenAsked() {
        BucketName bucket = client.createBucket("source", VersioningState.UNVERSIONED);
        client.put(bucket, "a", "0123456789");
        StoredObject object = store().find(bucket, key("a"), VersionSelector.CURRENT);
        BodySpec spec =
                new BodySpec(OptionalLong.of(3), false, Set.of(ChecksumAlgorithm.CRC32C), Optional.empty(), null, true);

        try (StagedBody body = store().reference(object, new ByteRange(0, 3), spec)) {
            assertThat(body.checksum(ChecksumAlgorithm.CRC32C))
                    .contains(ModelDigests.checksum(ChecksumAlgorithm.CRC32C, bytes("012")));
        }
    }

    /** Keys that a store of paths would confuse. */
    @Test
    void keepsKeysApartThatAPathWouldConfuse() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        List<String> keys = List.of(
                "a",
                "a/",
                "a/b",
                "a//b",
                "A",
                ".",
                "..",
                "../a",
                "/",
                "//",
                "a:b",
                "a\\b",
                "a\u0000",
                "\u0001",
                "é",
                "e\u0301",
                "\uffff",
                "😀",
                " ",
                "a ",
                "null",
                "k".repeat(1024),
                "é".repeat(512));
        keys.forEach(key -> client.put(bucket, key, "body of " + key));

        keys.forEach(key -> assertThat(client.text(bucket, key)).isEqualTo("body of " + key));
        assertThat(client.keys(bucket)).containsExactlyInAnyOrderElementsOf(keys);

        client.delete(bucket, "a/");
        client.delete(bucket, "a");
        assertThat(client.text(bucket, "a/b")).isEqualTo("body of a/b");
        assertThat(client.text(bucket, "a:b")).isEqualTo("body of a:b");
        assertThat(client.keys(bucket)).hasSize(keys.size() - 2).doesNotContain("a", "a/");
    }

    @Test
    void replacesTheOnlyVersionWithoutVersioning() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        client.put(bucket, "a", "one");
        client.put(bucket, "a", "two");

        assertThat(client.text(bucket, "a")).isEqualTo("two");
        assertThat(client.versions(bucket, "a")).hasSize(1);
    }

    @Test
    void removesWithoutVersioning() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        ObjectVersion written = client.put(bucket, "a", "one");

        DeleteResult result = client.delete(bucket, "a");

        assertThat(result).isEqualTo(new DeleteResult(written, null));
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> client.text(bucket, "a"));
        assertThat(client.delete(bucket, "a")).isEqualTo(new DeleteResult(null, null));
    }

    @Test
    void keepsVersionsNewestFirst() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion one = client.put(bucket, "a", "one");
        ObjectVersion two = client.put(bucket, "a", "two");

        assertThat(client.versions(bucket, "a")).containsExactly(two, one);
        assertThat(one.id()).isLessThan(two.id());
        assertThat(one.nullVersion()).isFalse();
        assertThat(client.text(bucket, "a", exactly(one))).isEqualTo("one");
        assertThat(client.text(bucket, "a")).isEqualTo("two");
    }

    @Test
    void hidesAKeyBehindADeleteMarker() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion one = client.put(bucket, "a", "one");

        DeleteResult result = client.delete(bucket, "a");

        assertThat(result.removed()).isNull();
        ObjectVersion marker = result.marker();
        assertThat(marker).isNotNull();
        assertThat(marker.isDeleteMarker()).isTrue();
        assertThat(marker.owner()).isEqualTo(OWNER);
        assertThat(catchThrowableOfType(DeleteMarkerException.class, () -> client.text(bucket, "a"))
                        .isCurrent())
                .isTrue();
        assertThat(catchThrowableOfType(DeleteMarkerException.class, () -> client.text(bucket, "a", exactly(marker)))
                        .isCurrent())
                .isFalse();
        assertThat(client.text(bucket, "a", exactly(one))).isEqualTo("one");
        assertThat(client.keys(bucket)).isEmpty();
        assertThat(client.delete(bucket, "a", exactly(marker), false)).isEqualTo(new DeleteResult(marker, null));
        assertThat(client.text(bucket, "a")).isEqualTo("one");
    }

    @Test
    void marksEvenWhatNeverWas() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        assertThat(client.delete(bucket, "a").marker()).isNotNull();
        assertThat(client.delete(bucket, "a").marker()).isNotNull();
        assertThat(client.versions(bucket, "a")).hasSize(2);
    }

    @Test
    void removesExactlyTheVersionNamed() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion one = client.put(bucket, "a", "one");
        ObjectVersion two = client.put(bucket, "a", "two");
        ObjectVersion three = client.put(bucket, "a", "three");

        assertThat(client.delete(bucket, "a", exactly(two), false).removed()).isEqualTo(two);
        assertThat(client.versions(bucket, "a")).containsExactly(three, one);
        assertThat(client.delete(bucket, "a", exactly(three), false).removed()).isEqualTo(three);
        assertThat(client.text(bucket, "a")).isEqualTo("one");
        assertThat(client.delete(bucket, "a", exactly(two), false)).isEqualTo(new DeleteResult(null, null));
        assertThat(client.delete(bucket, "a", VersionSelector.NULL, false)).isEqualTo(new DeleteResult(null, null));
        assertThat(client.text(bucket, "a")).isEqualTo("one");
        assertThatExceptionOfType(VersionNotFoundException.class)
                .isThrownBy(() -> client.text(bucket, "a", exactly(two)));
        assertThatExceptionOfType(VersionNotFoundException.class)
                .isThrownBy(() -> client.text(bucket, "never", new VersionSelector.Exact(new VersionId(1, 1))));
        assertThatExceptionOfType(VersionNotFoundException.class)
                .isThrownBy(() -> client.text(bucket, "a", VersionSelector.NULL));
    }

    @Test
    void doesNotFindTheNullVersionByItsInnerId() {
        BucketName bucket = client.createBucket("unversioned", VersioningState.UNVERSIONED);
        ObjectVersion written = client.put(bucket, "a", "one");
        VersionSelector inner = new VersionSelector.Exact(written.id());

        assertThatExceptionOfType(VersionNotFoundException.class).isThrownBy(() -> client.text(bucket, "a", inner));
        assertThat(client.delete(bucket, "a", inner, false)).isEqualTo(new DeleteResult(null, null));
        assertThat(client.text(bucket, "a")).isEqualTo("one");
    }

    @Test
    void keepsTheOldObjectAsNullVersionWhenVersioningBegins() {
        BucketName bucket = client.createBucket("late", VersioningState.UNVERSIONED);
        client.put(bucket, "a", "old");
        client.setVersioning(bucket, VersioningState.ENABLED);
        client.put(bucket, "a", "new");

        assertThat(client.text(bucket, "a", VersionSelector.NULL)).isEqualTo("old");
        assertThat(client.versions(bucket, "a"))
                .extracting(ObjectVersion::nullVersion)
                .containsExactly(false, true);
    }

    @Test
    void replacesOnlyTheNullVersionWhileSuspended() {
        BucketName bucket = client.createBucket("late", VersioningState.UNVERSIONED);
        client.put(bucket, "a", "null one");
        client.setVersioning(bucket, VersioningState.ENABLED);
        ObjectVersion kept = client.put(bucket, "a", "kept");
        client.setVersioning(bucket, VersioningState.SUSPENDED);
        ObjectVersion second = client.put(bucket, "a", "null two");

        assertThat(client.versions(bucket, "a")).containsExactly(second, kept);
        assertThat(client.text(bucket, "a")).isEqualTo("null two");

        DeleteResult result = client.delete(bucket, "a");

        assertThat(result.removed()).isEqualTo(second);
        ObjectVersion marker = result.marker();
        assertThat(marker).isNotNull();
        assertThat(marker.nullVersion()).isTrue();
        assertThat(client.versions(bucket, "a")).containsExactly(marker, kept);
        assertThat(client.text(bucket, "a", exactly(kept))).isEqualTo("kept");

        ObjectVersion third = client.put(bucket, "a", "null three");
        assertThat(client.versions(bucket, "a")).containsExactly(third, kept);
    }

    @Test
    void idsGrowEvenIfTheClockGoesBack() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion one = client.put(bucket, "a", "one");
        clock.set(clock.instant().minusSeconds(3600));
        ObjectVersion two = client.put(bucket, "a", "two");

        assertThat(two.id()).isGreaterThan(one.id());
        assertThat(client.text(bucket, "a")).isEqualTo("two");
    }

    @Test
    void updatesOnlyWhatMayChange() {
        BucketName bucket = client.createBucket("versioned", VersioningState.ENABLED);
        ObjectVersion one = client.put(bucket, "a", "one");
        ObjectVersion two = client.put(bucket, "a", "two");
        later();
        Tags tags = new Tags(Map.of("k", "v"));

        ObjectVersion updated = await(store().update(
                        bucket,
                        key("a"),
                        exactly(one),
                        v -> v.withProperties(v.properties().withTags(tags))));

        assertThat(updated).isEqualTo(one.withProperties(one.properties().withTags(tags)));
        assertThat(client.versions(bucket, "a")).containsExactly(two, updated);
        assertThat(client.text(bucket, "a", exactly(one))).isEqualTo("one");

        client.delete(bucket, "a");
        assertThatExceptionOfType(DeleteMarkerException.class)
                .isThrownBy(() -> await(store().update(bucket, key("a"), VersionSelector.CURRENT, v -> v)));
        assertThatExceptionOfType(ObjectNotFoundException.class)
                .isThrownBy(() -> await(store().update(bucket, key("b"), VersionSelector.CURRENT, v -> v)));
    }

    @Test
    void refusesWhatHasNoBucket() {
        BucketName none = new BucketName("none");
        assertThatExceptionOfType(BucketNotFoundException.class).isThrownBy(() -> client.put(none, "a", "one"));
        assertThatExceptionOfType(BucketNotFoundException.class).isThrownBy(() -> client.text(none, "a"));
        assertThatExceptionOfType(BucketNotFoundException.class).isThrownBy(() -> client.delete(none, "a"));
        assertThatExceptionOfType(BucketNotFoundException.class).isThrownBy(() -> client.keys(none));
    }
}
