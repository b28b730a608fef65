package io.maxiofs.storage.reference;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;
import static io.maxiofs.storage.reference.StoreClient.bytes;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BucketNotFoundException;
import io.maxiofs.storage.api.InvalidPartException;
import io.maxiofs.storage.api.InvalidPartException.Reason;
import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.api.MultipartStore.Completion;
import io.maxiofs.storage.api.MultipartStore.NewPart;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.ObjectNotFoundException;
import io.maxiofs.storage.api.PreconditionFailedException;
import io.maxiofs.storage.api.QuotaExceededException;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.UploadNotFoundException;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.BucketUsage;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Part;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.UploadId;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every object store does with multipart uploads. */
public abstract class MultipartContract extends StoreFixture {
    private static final String FIRST = "first part, long enough;";
    private static final String SECOND = "second part, long enough;";
    private static final String LAST = "end";

    private BucketName bucket = new BucketName("bucket");

    @BeforeEach
    final void createBucket() {
        bucket = client.createBucket("bucket", VersioningState.ENABLED);
    }

    private static MultipartUpload.Specification specification(
            @Nullable ChecksumAlgorithm algorithm, @Nullable ChecksumType type) {
        return new MultipartUpload.Specification(
                OWNER, ObjectProperties.NONE, ObjectProtection.NONE, Encryption.NONE, algorithm, type);
    }

    private UploadRef begin(String key) {
        return begin(key, specification(null, null));
    }

    private UploadRef begin(String key, MultipartUpload.Specification specification) {
        MultipartUpload upload = await(store().uploads().create(bucket, key(key), OWNER, specification));
        return new UploadRef(bucket, key(key), upload.id());
    }

    private Part upload(UploadRef ref, int number, String text) {
        return upload(ref, number, text, null);
    }

    private Part upload(UploadRef ref, int number, String text, @Nullable ChecksumAlgorithm algorithm) {
        Set<ChecksumAlgorithm> checksums = algorithm == null ? Set.of() : Set.of(algorithm);
        byte[] content = bytes(text);
        StagedBody body = client.stage(
                content, new BodySpec(OptionalLong.of(content.length), true, checksums, Optional.empty(), null, true));
        ETag etag = ETag.ofMd5(body.md5().orElseThrow());
        Checksum checksum = algorithm == null ? null : body.checksum(algorithm).orElseThrow();
        return await(store().uploads().putPart(ref, new NewPart(number, etag, checksum), body));
    }

    private static Completion list(WriteCondition condition, Part... parts) {
        List<CompletedPart> list = Arrays.stream(parts)
                .map(p -> new CompletedPart(p.number(), p.etag(), null))
                .toList();
        return new Completion(list, condition, null, null);
    }

    private ObjectVersion complete(UploadRef ref, Part... parts) {
        return await(store().uploads().complete(ref, list(WriteCondition.NONE, parts)));
    }

    private InvalidPartException refused(UploadRef ref, Completion completion) {
        return catchThrowableOfType(
                InvalidPartException.class, () -> await(store().uploads().complete(ref, completion)));
    }

    @Test
    void makesOneObjectOfItsParts() {
        ObjectProperties properties = ObjectProperties.NONE.withTags(new Tags(Map.of("k", "v")));
        Encryption encryption = new Encryption(Encryption.Mode.S3, null, null, null, false);
        UploadRef ref = begin(
                "a",
                new MultipartUpload.Specification(OWNER, properties, ObjectProtection.NONE, encryption, null, null));
        Part last = upload(ref, 7, LAST);
        Part first = upload(ref, 1, FIRST);
        Part second = upload(ref, 3, SECOND);
        assertThatExceptionOfType(ObjectNotFoundException.class).isThrownBy(() -> client.text(bucket, "a"));
        later();

        ObjectVersion version = complete(ref, first, second, last);

        assertThat(client.text(bucket, "a")).isEqualTo(FIRST + SECOND + LAST);
        ByteArrayOutputStream md5s = new ByteArrayOutputStream();
        for (String part : new String[] {FIRST, SECOND, LAST}) {
            md5s.writeBytes(ModelDigests.md5(bytes(part)));
        }
        String digest = ETag.ofMd5(ModelDigests.md5(md5s.toByteArray())).value();
        assertThat(version.requireContent().etag().value()).isEqualTo(digest + "-3");
        assertThat(version.requireContent().size()).isEqualTo((FIRST + SECOND + LAST).length());
        assertThat(version.requireContent().parts()).containsExactly(first, second, last);
        assertThat(version.requireContent().encryption()).isEqualTo(encryption);
        assertThat(version.properties()).isEqualTo(properties);
        assertThat(version.lastModified()).isEqualTo(clock.instant());
        assertThat(StoreClient.read(
                        store().find(bucket, key("a"), VersionSelector.CURRENT),
                        new ByteRange(FIRST.length() - 3L, 6),
                        null))
                .isEqualTo(bytes(FIRST.substring(FIRST.length() - 3) + SECOND.substring(0, 3)));
        assertThat(store().buckets().usage(bucket))
                .isEqualTo(new BucketUsage(1, version.requireContent().size(), 0, 0, 0, 0, 0));
    }

    @Test
    void tellsOfAnUpload() {
        UploadRef ref = begin("a");
        MultipartUpload upload = store().uploads().get(ref);

        assertThat(upload.initiated()).isEqualTo(clock.instant());
        assertThat(upload.initiator()).isEqualTo(OWNER);
        assertThat(upload.key()).isEqualTo(key("a"));
        assertThat(upload.specification()).isEqualTo(specification(null, null));
        assertThat(UploadId.parse(ref.id().text())).contains(ref.id());
    }

    @Test
    void listsPartsInOrderAndReplacesThoseOfTheSameNumber() {
        UploadRef ref = begin("a");
        upload(ref, 2, "old");
        later();
        Part two = upload(ref, 2, SECOND);
        Part ten = upload(ref, 10_000, LAST);
        Part one = upload(ref, 1, FIRST);

        assertThat(two.lastModified()).isEqualTo(clock.instant());
        assertThat(store().uploads().listParts(ref, 0, 1000)).containsExactly(one, two, ten);
        assertThat(store().uploads().listParts(ref, 1, 1)).containsExactly(two);
        assertThat(store().uploads().listParts(ref, 2, 5)).containsExactly(ten);
        assertThat(store().uploads().listParts(ref, 10_000, 5)).isEmpty();
        assertThat(store().uploads().listParts(ref, 0, 0)).isEmpty();
        BucketUsage usage = store().buckets().usage(bucket);
        assertThat(usage.uploads()).isEqualTo(1);
        assertThat(usage.uploadBytes()).isEqualTo(FIRST.length() + SECOND.length() + LAST.length());
    }

    @Test
    void refusesAListThatDoesNotFit() {
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST);
        Part two = upload(ref, 2, SECOND);
        Part small = upload(ref, 3, LAST);
        Part four = upload(ref, 4, SECOND);
        ETag other = new ETag("0123456789abcdef0123456789abcdef");

        assertThat(refused(ref, list(WriteCondition.NONE, two, one)).reason()).isEqualTo(Reason.ORDER);
        assertThat(refused(ref, list(WriteCondition.NONE, one, one)).reason()).isEqualTo(Reason.ORDER);
        InvalidPartException tooSmall = refused(ref, list(WriteCondition.NONE, one, small, four));
        assertThat(tooSmall.reason()).isEqualTo(Reason.TOO_SMALL);
        assertThat(tooSmall.partNumber()).isEqualTo(3);
        Part unknown = new Part(9, 1, one.etag(), null, clock.instant());
        InvalidPartException notUploaded = refused(ref, list(WriteCondition.NONE, one, unknown));
        assertThat(notUploaded.reason()).isEqualTo(Reason.UNKNOWN_PART);
        assertThat(notUploaded.partNumber()).isEqualTo(9);
        Part changed = new Part(2, two.size(), other, null, clock.instant());
        assertThat(refused(ref, list(WriteCondition.NONE, one, changed)).reason())
                .isEqualTo(Reason.UNKNOWN_PART);
        Completion wrongSize = new Completion(
                List.of(new CompletedPart(1, one.etag(), null)), WriteCondition.NONE, null, one.size() + 1);
        assertThat(refused(ref, wrongSize).reason()).isEqualTo(Reason.OBJECT_SIZE);

        assertThat(store().uploads().listParts(ref, 0, 10)).containsExactly(one, two, small, four);
        assertThat(client.keys(bucket)).isEmpty();
        complete(ref, one, two);
        assertThat(client.text(bucket, "a")).as("parts not listed are dropped").isEqualTo(FIRST + SECOND);
    }

    @Test
    void aFailedCompleteKeepsTheLiveObjectAndTheUpload() {
        ObjectVersion live = client.put(bucket, "a", "live");
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST);

        assertThat(refused(ref, list(WriteCondition.NONE, one, one))).isNotNull();
        WriteCondition absent = new WriteCondition(null, true, null, null);
        assertThatExceptionOfType(PreconditionFailedException.class)
                .isThrownBy(() -> await(store().uploads().complete(ref, list(absent, one))));

        assertThat(client.versions(bucket, "a")).containsExactly(live);
        assertThat(client.text(bucket, "a")).isEqualTo("live");
        WriteCondition match = new WriteCondition(live.requireContent().etag().value(), false, null, null);
        await(store().uploads().complete(ref, list(match, one)));
        assertThat(client.text(bucket, "a")).isEqualTo(FIRST);
    }

    @Test
    void quotaCountsParts() {
        client.setSetting(bucket, BucketSetting.QUOTA, "{\"bytes\":" + (FIRST.length() + LAST.length()) + "}");
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST);
        assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> upload(ref, 2, SECOND));
        Part two = upload(ref, 2, LAST);
        complete(ref, one, two);
        assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> client.put(bucket, "b", "x"));
    }

    @Test
    void quotaOfObjectsRefusesComplete() {
        client.put(bucket, "b", "x");
        client.setSetting(bucket, BucketSetting.QUOTA, "{\"objects\":1}");
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST);

        assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> complete(ref, one));
        client.setSetting(bucket, BucketSetting.QUOTA, null);
        complete(ref, one);
    }

    @Test
    void aRepeatedCompleteGivesTheSameVersion() {
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST);
        Part two = upload(ref, 2, LAST);
        WriteCondition absent = new WriteCondition(null, true, null, null);
        ObjectVersion version = await(store().uploads().complete(ref, list(absent, one, two)));

        assertThat(await(store().uploads().complete(ref, list(absent, one, two))))
                .isEqualTo(version);
        assertThat(client.versions(bucket, "a")).containsExactly(version);
        assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> complete(ref, one));
        assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> upload(ref, 3, "x"));
        assertThatExceptionOfType(UploadNotFoundException.class)
                .isThrownBy(() -> store().uploads().get(ref));

        client.put(bucket, "a", "newer");
        assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> complete(ref, one, two));
        assertThat(client.text(bucket, "a")).isEqualTo("newer");
    }

    @Test
    void abortRemovesEverything() {
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST);

        await(store().uploads().abort(ref));

        assertThat(store().buckets().usage(bucket)).isEqualTo(BucketUsage.NONE);
        assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> complete(ref, one));
        assertThatExceptionOfType(UploadNotFoundException.class)
                .isThrownBy(() -> await(store().uploads().abort(ref)));
        assertThatExceptionOfType(UploadNotFoundException.class)
                .isThrownBy(() -> store().uploads().listParts(ref, 0, 1));
    }

    @Test
    void anUploadBelongsToItsBucketAndKey() {
        BucketName otherBucket = client.createBucket("other", VersioningState.ENABLED);
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST);

        for (UploadRef foreign : List.of(
                new UploadRef(bucket, key("b"), ref.id()),
                new UploadRef(otherBucket, key("a"), ref.id()),
                new UploadRef(
                        bucket,
                        key("a"),
                        new UploadId(ref.id().version(), ref.id().secret() + 1)))) {
            assertThatExceptionOfType(UploadNotFoundException.class)
                    .isThrownBy(() -> store().uploads().get(foreign));
            assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> upload(foreign, 2, LAST));
            assertThatExceptionOfType(UploadNotFoundException.class).isThrownBy(() -> complete(foreign, one));
            assertThatExceptionOfType(UploadNotFoundException.class)
                    .isThrownBy(() -> store().uploads().listParts(foreign, 0, 1));
            assertThatExceptionOfType(UploadNotFoundException.class)
                    .isThrownBy(() -> await(store().uploads().abort(foreign)));
        }
        assertThat(store().uploads().listParts(ref, 0, 10)).containsExactly(one);
    }

    @Test
    void uploadsGoWithTheirBucket() {
        UploadRef ref = begin("a");
        upload(ref, 1, FIRST);
        await(store().buckets().delete(bucket));

        assertThatExceptionOfType(BucketNotFoundException.class).isThrownBy(() -> begin("b"));
        client.createBucket("bucket", VersioningState.ENABLED);
        assertThat(store().buckets().usage(bucket)).isEqualTo(BucketUsage.NONE);
        assertThatExceptionOfType(UploadNotFoundException.class)
                .isThrownBy(() -> store().uploads().get(ref));
    }

    @ParameterizedTest
    @EnumSource(ChecksumAlgorithm.class)
    void givesCompositeChecksums(ChecksumAlgorithm algorithm) {
        if (algorithm == ChecksumAlgorithm.CRC64NVME) {
            return; // S3 knows it over whole objects only.
        }
        UploadRef ref = begin("a", specification(algorithm, ChecksumType.COMPOSITE));
        Part one = upload(ref, 1, FIRST, algorithm);
        Part two = upload(ref, 2, LAST, algorithm);
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        values.writeBytes(ModelDigests.value(algorithm, bytes(FIRST)));
        values.writeBytes(ModelDigests.value(algorithm, bytes(LAST)));
        byte[] composite = ModelDigests.value(algorithm, values.toByteArray());
        Checksum expected = new Checksum(algorithm, ChecksumType.COMPOSITE, composite, 2);

        checksumIs(ref, expected, one, two);
    }

    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32C", "CRC64NVME"})
    void givesChecksumsOfTheWhole(ChecksumAlgorithm algorithm) {
        UploadRef ref = begin("a", specification(algorithm, ChecksumType.FULL_OBJECT));
        Part one = upload(ref, 1, FIRST, algorithm);
        Part two = upload(ref, 2, LAST, algorithm);

        checksumIs(ref, ModelDigests.checksum(algorithm, bytes(FIRST + LAST)), one, two);
    }

    @Test
    void givesTheDefaultChecksumWhenNoneWasAskedFor() {
        UploadRef ref = begin("a");
        Part one = upload(ref, 1, FIRST, ChecksumAlgorithm.CRC64NVME);
        Part two = upload(ref, 2, LAST, ChecksumAlgorithm.CRC64NVME);

        assertThat(complete(ref, one, two).requireContent().checksum())
                .isEqualTo(ModelDigests.checksum(ChecksumAlgorithm.CRC64NVME, bytes(FIRST + LAST)));
    }

    private void checksumIs(UploadRef ref, Checksum expected, Part... parts) {
        List<CompletedPart> list = Arrays.stream(parts)
                .map(p -> new CompletedPart(p.number(), p.etag(), p.checksum()))
                .toList();
        byte[] flipped = expected.bytes();
        flipped[0] ^= 1;
        Checksum wrong = new Checksum(expected.algorithm(), expected.type(), flipped, expected.partCount());
        assertThat(refused(ref, new Completion(list, WriteCondition.NONE, wrong, null))
                        .reason())
                .isEqualTo(Reason.CHECKSUM);
        List<CompletedPart> swapped = List.of(new CompletedPart(1, parts[0].etag(), parts[1].checksum()), list.get(1));
        assertThat(refused(ref, new Completion(swapped, WriteCondition.NONE, null, null))
                        .reason())
                .isEqualTo(Reason.UNKNOWN_PART);

        ObjectVersion version =
                await(store().uploads().complete(ref, new Completion(list, WriteCondition.NONE, expected, null)));

        assertThat(version.requireContent().checksum()).isEqualTo(expected);
        assertThat(version.requireContent().parts()).containsExactly(parts);
    }
}
