package io.maxiofs.storage.engine;

import static io.maxiofs.storage.engine.DamagedStore.bytes;
import static io.maxiofs.storage.engine.DamagedStore.flip;
import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;
import static io.maxiofs.storage.reference.StoreClient.exactly;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.MultipartStore.CompletedPart;
import io.maxiofs.storage.api.MultipartStore.Completion;
import io.maxiofs.storage.api.MultipartStore.NewPart;
import io.maxiofs.storage.api.MultipartStore.UploadRef;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.maintenance.Damage;
import io.maxiofs.storage.maintenance.Damage.Obstacle;
import io.maxiofs.storage.maintenance.Damage.Repair;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.RepairRefusedException;
import io.maxiofs.storage.maintenance.RepairRefusedException.Reason;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.MultipartUpload;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.ReplicationStatus;
import io.maxiofs.storage.model.Retention;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real bytes on a disk are damaged, a scrub finds that, and each kind of repair mends it or leaves it as it was. */
class StoreRepairTest {
    private static final int LARGE = 200_000;
    /** Inside the third frame of an extent. */
    private static final int THIRD_FRAME = 150_000;

    private DamagedStore damaged = new DamagedStore();

    @AfterEach
    void close() {
        damaged.close();
    }

    private BucketName bucket(VersioningState versioning) {
        return damaged.client().createBucket("photos", versioning);
    }

    private ObjectVersion put(BucketName bucket, String name, byte[] content) {
        return damaged.client()
                .put(
                        bucket,
                        key(name),
                        content,
                        WriteCondition.NONE,
                        ObjectProperties.NONE.withTags(new Tags(Map.of("kept", "yes"))),
                        ObjectProtection.NONE);
    }

    private byte[] read(BucketName bucket, ObjectVersion version) {
        return StoreClientReads.read(damaged.store(), bucket, version);
    }

    private static RepairTarget target(BucketName bucket, ObjectVersion version) {
        return new RepairTarget(bucket, version.key(), exactly(version));
    }

    private void give(RepairTarget target, byte[] content) throws IOException {
        try (RepairIntake intake = damaged.repairs().receive(target)) {
            for (int at = 0; at < content.length; at += 7_000) {
                intake.write(ByteBuffer.wrap(content, at, Math.min(7_000, content.length - at)));
            }
            intake.finish();
        }
    }

    private static void refused(Reason reason, ThrowingCallable repair) {
        assertThatThrownBy(repair)
                .isInstanceOfSatisfying(
                        RepairRefusedException.class,
                        e -> assertThat(e.reason()).as(e.getMessage()).isEqualTo(reason));
    }

    /** The next scrub finds nothing, and a store that is opened anew has the object. */
    private void assertWhole(BucketName bucket, ObjectVersion version, byte[] content) {
        assertThat(damaged.damages()).isEmpty();
        assertThat(damaged.store().scrubs().status().faults()).isZero();
        assertThat(read(bucket, version)).isEqualTo(content);
        assertThat(damaged.scrub().isClean()).isTrue();
        damaged.temporary().reopen();
        assertThat(read(bucket, version)).isEqualTo(content);
        assertThat(damaged.store().find(bucket, version.key(), exactly(version)).version())
                .isEqualTo(version);
    }

    @Test
    void aLargeBodyIsMendedWithItsFileAndWithNoOther() throws IOException {
        BucketName bucket = bucket(VersioningState.ENABLED);
        byte[] content = bytes(1, LARGE);
        List<ObjectVersion> written = new ArrayList<>();
        Path extent = damaged.extentOf(() -> written.add(put(bucket, "cat.jpg", content)));
        ObjectVersion version = written.getFirst();
        put(bucket, "cat.jpg", bytes(2, LARGE));
        flip(extent, THIRD_FRAME);
        damaged.scrub();

        Damage damage = only(damaged.damages());
        Damage.Subject subject = damage.subject();
        assertThat(subject)
                .isEqualTo(
                        new Damage.Subject(target(bucket, version), LARGE, new ByteRange(131_072, 65_536), List.of()));
        assertThat(damage.repairs()).isEqualTo(Set.of(Repair.REREAD, Repair.FILE, Repair.REMOVE));
        assertThat(damage.obstacles()).isEqualTo(Set.of(Obstacle.NO_COPY));

        RepairTarget target = target(bucket, version);
        byte[] other = content.clone();
        other[THIRD_FRAME] ^= 1;
        refused(Reason.WRONG_CONTENT, () -> give(target, other));
        refused(Reason.WRONG_LENGTH, () -> give(target, Arrays.copyOf(content, LARGE - 1)));
        refused(Reason.WRONG_LENGTH, () -> give(target, Arrays.copyOf(content, LARGE + 1)));
        refused(Reason.NO_COPY, () -> damaged.repairs().fromCopy(target));
        assertThatThrownBy(() -> read(bucket, version)).isInstanceOf(CorruptDataException.class);
        assertThat(damaged.damages()).hasSize(1);
        assertThat(damaged.store().scrubs().status().faults()).isEqualTo(1);

        give(target, content);
        assertWhole(bucket, version, content);
        refused(Reason.NOT_DAMAGED, () -> give(target, content));
        assertThat(extent).doesNotExist();
        assertThat(damaged.extents()).hasSize(2);
    }

    @Test
    void aBodyInTheJournalIsMendedFromACopyAndItsSegmentGoes() throws IOException {
        BucketName bucket = bucket(VersioningState.UNVERSIONED);
        byte[] content = "the very same note, twice".getBytes(StandardCharsets.UTF_8);
        ObjectVersion first = put(bucket, "first", content);
        fillSegment(bucket, "filler");
        ObjectVersion second = put(bucket, "second", content);
        fillSegment(bucket, "filler");
        damaged.flipInJournal("the very same note", 1);
        damaged.scrub();
        Damage damage = only(damaged.damages());
        assertThat(damage.repairs()).contains(Repair.COPY, Repair.FILE);
        assertThat(damage.copy()).isEqualTo(target(bucket, second));
        damaged.temporary().reopen();
        assertThat(damaged.store().compact(100)).isPositive();
        damaged.scrub();

        assertThat(damaged.repairs().fromCopy(target(bucket, first))).isEqualTo(target(bucket, second));
        assertWhole(bucket, first, content);
        damaged.store().compact(100);
        assertThat(damaged.scrub().findings()).isEmpty();
        assertThat(read(bucket, first)).isEqualTo(content);
        assertThat(read(bucket, second)).isEqualTo(content);
    }

    private void fillSegment(BucketName bucket, String name) {
        for (int i = 0; i < 24; i++) {
            damaged.client().put(bucket, name, "x".repeat(4000));
        }
    }

    @Test
    void anObjectOfPartsIsMendedPartByPartProven() throws IOException {
        BucketName bucket = bucket(VersioningState.UNVERSIONED);
        List<byte[]> parts = List.of(bytes(1, 100_000), bytes(2, 70_000), bytes(3, 5));
        List<Path> extents = new ArrayList<>();
        ObjectVersion version = upload(bucket, "film", parts, extents);
        flip(extents.get(1), 10);
        damaged.scrub();
        Damage damage = only(damaged.damages());
        Damage.Subject subject = Objects.requireNonNull(damage.subject());
        assertThat(subject.parts()).containsExactly(2);
        assertThat(subject.damaged()).isEqualTo(new ByteRange(100_000, 65_536));

        byte[] whole = join(parts);
        byte[] other = whole.clone();
        other[170_001] ^= 1;
        refused(Reason.WRONG_CONTENT, () -> give(target(bucket, version), other));
        give(target(bucket, version), whole);
        assertWhole(bucket, version, whole);
    }

    private ObjectVersion upload(BucketName bucket, String name, List<byte[]> parts, List<Path> extents) {
        MultipartUpload.Specification specification = new MultipartUpload.Specification(
                OWNER, ObjectProperties.NONE, ObjectProtection.NONE, Encryption.NONE, null, null);
        MultipartUpload upload = await(damaged.store().uploads().create(bucket, key(name), OWNER, specification));
        UploadRef ref = new UploadRef(bucket, key(name), upload.id());
        List<CompletedPart> list = new ArrayList<>();
        for (byte[] part : parts) {
            int number = list.size() + 1;
            extents.add(damaged.extentOf(() -> {
                StagedBody body = damaged.client()
                        .stage(
                                part,
                                new BodySpec(
                                        OptionalLong.of(part.length), true, Set.of(), Optional.empty(), null, true));
                ETag etag = ETag.ofMd5(body.md5().orElseThrow());
                list.add(new CompletedPart(number, etag, null));
                await(damaged.store().uploads().putPart(ref, new NewPart(number, etag, null), body));
            }));
        }
        return await(damaged.store().uploads().complete(ref, new Completion(list, WriteCondition.NONE, null, null)));
    }

    private static byte[] join(List<byte[]> parts) {
        ByteBuffer whole =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(whole::put);
        return whole.array();
    }

    @Test
    void copiesThatShareTheirBytesAreMendedOneFromTheOther() throws IOException {
        BucketName bucket = bucket(VersioningState.UNVERSIONED);
        List<byte[]> parts = List.of(bytes(1, 100_000), bytes(2, 70_000));
        List<Path> extents = new ArrayList<>();
        ObjectVersion film = upload(bucket, "film", parts, extents);
        StoredObject source = damaged.store().find(bucket, key("film"), VersionSelector.CURRENT);
        // A copy keeps the entity tag and is not told of the parts: alone it proves nothing.
        ObjectVersion copy = await(damaged.store()
                .put(
                        new PutRequest(
                                new PutRequest.Target(bucket, key("copy"), WriteCondition.NONE),
                                OWNER,
                                new PutRequest.Content(film.requireContent().etag(), null, Encryption.NONE),
                                ObjectProperties.NONE,
                                ObjectProtection.NONE),
                        damaged.store()
                                .reference(
                                        source,
                                        ByteRange.all(170_000),
                                        new BodySpec(
                                                OptionalLong.empty(),
                                                false,
                                                Set.of(),
                                                Optional.empty(),
                                                null,
                                                false))));
        flip(extents.get(0), 10);
        damaged.scrub();
        assertThat(damaged.damages())
                .hasSize(2)
                .allSatisfy(damage -> assertThat(damage.repairs()).doesNotContain(Repair.COPY));
        refused(Reason.NO_PROOF, () -> give(target(bucket, copy), join(parts)));
        give(target(bucket, film), join(parts));
        assertThat(extents.get(0)).exists();
        damaged.scrub();
        assertThat(only(damaged.damages()).repairs()).contains(Repair.COPY).doesNotContain(Repair.FILE);
        assertThat(damaged.repairs().fromCopy(target(bucket, copy))).isEqualTo(target(bucket, film));
        assertWhole(bucket, copy, join(parts));
        assertThat(extents.get(0)).doesNotExist();
    }

    @Test
    void aFaultThatHasPassedIsSettledByReadingAgain() throws IOException {
        BucketName bucket = bucket(VersioningState.UNVERSIONED);
        List<ObjectVersion> written = new ArrayList<>();
        Path extent = damaged.extentOf(() -> written.add(put(bucket, "cat.jpg", bytes(1, LARGE))));
        RepairTarget target = target(bucket, written.getFirst());
        flip(extent, THIRD_FRAME);
        // Nobody knew of it: that it was looked at makes it a finding, and a scrub does not make it two.
        assertThat(damaged.repairs().reread(target)).isPresent();
        assertThat(damaged.repairs().reread(target)).isPresent();
        assertThat(damaged.damages()).hasSize(1);
        assertThat(damaged.store().scrubs().status().faults()).isEqualTo(1);
        assertThat(damaged.repairs().damages(0)).isEmpty();
        damaged.scrub();
        assertThat(damaged.damages()).hasSize(1);
        flip(extent, THIRD_FRAME);
        assertThat(damaged.repairs().reread(target)).isEmpty();
        assertWhole(bucket, written.getFirst(), bytes(1, LARGE));
    }

    @Test
    void aLostRecordIsWrittenAnewSoThatTheIndexMayGo() throws IOException {
        BucketName bucket = bucket(VersioningState.UNVERSIONED);
        ObjectVersion small = put(bucket, "small-key", "in the journal".getBytes(StandardCharsets.UTF_8));
        ObjectVersion large = put(bucket, "large-key", bytes(1, LARGE));
        damaged.flipInJournal("small-key");
        damaged.flipInJournal("large-key");
        damaged.scrub();
        List<Damage> lost = damaged.damages().stream()
                .filter(damage -> damage.finding().kind() == Finding.Kind.RECORD_MISSING)
                .toList();
        assertThat(lost)
                .hasSize(2)
                .allSatisfy(damage -> assertThat(damage.repairs()).isEqualTo(Set.of(Repair.REREAD, Repair.REWRITE)));
        assertThat(damaged.repairs().reread(target(bucket, small))).isPresent();
        damaged.repairs().rewrite(target(bucket, small));
        damaged.repairs().rewrite(target(bucket, large));
        damaged.scrub();
        assertThat(damaged.damages()).noneMatch(damage -> damage.finding().kind() == Finding.Kind.RECORD_MISSING);

        damaged.temporary().reopenAfter(() -> {
            try {
                Files.delete(new StoreLayout(damaged.temporary().root()).indexFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(read(bucket, small)).asString().isEqualTo("in the journal");
        assertThat(read(bucket, large)).isEqualTo(bytes(1, LARGE));
    }

    @Test
    void encryptedBodiesAreEncryptedAgainAndAClientsOwnAreLeftAlone() throws IOException {
        damaged.close();
        damaged = new DamagedStore(TemporaryStore.small(1).withEncryption(true));
        damaged.store().namedKeys().create("ledger");
        BucketName bucket = bucket(VersioningState.UNVERSIONED);
        byte[] content = bytes(1, LARGE);
        List<ObjectVersion> written = new ArrayList<>();
        Path own = damaged.extentOf(() -> written.add(put(bucket, "own", content)));
        Path named = damaged.extentOf(() -> written.add(putEncrypted(bucket, "named", content, null, "ledger")));
        Path client = damaged.extentOf(
                () -> written.add(putEncrypted(bucket, "client", bytes(3, LARGE), bytes(9, 32), null)));
        List.of(own, named, client).forEach(file -> flip(file, THIRD_FRAME));
        damaged.scrub();
        assertThat(damaged.damages()).hasSize(3);
        RepairTarget third = target(bucket, written.get(2));
        assertThat(damaged.damages())
                .filteredOn(damage -> damage.obstacles().contains(Obstacle.CLIENT_KEY))
                .singleElement()
                .satisfies(damage -> assertThat(damage.repairs()).isEqualTo(Set.of(Repair.REREAD, Repair.REMOVE)));
        refused(Reason.CLIENT_KEY, () -> give(third, bytes(3, LARGE)));
        refused(Reason.CLIENT_KEY, () -> damaged.repairs().fromCopy(third));
        assertThat(damaged.repairs().reread(third)).isPresent();
        flip(client, THIRD_FRAME);
        assertThat(damaged.repairs().reread(third)).isEmpty();

        give(target(bucket, written.get(0)), content);
        assertThat(damaged.repairs().fromCopy(target(bucket, written.get(1))))
                .isEqualTo(target(bucket, written.get(0)));
        assertWhole(bucket, written.get(0), content);
        assertWhole(bucket, written.get(1), content);
        for (Path extent : damaged.extents()) {
            assertThat(new String(Files.readAllBytes(extent), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(content, 0, 64, StandardCharsets.ISO_8859_1));
        }
    }

    private ObjectVersion putEncrypted(
            BucketName bucket, String name, byte[] content, byte @Nullable [] clientKey, @Nullable String keyName) {
        StagedBody body = damaged.client()
                .stage(
                        content,
                        new BodySpec(
                                OptionalLong.of(content.length),
                                true,
                                Set.of(),
                                Optional.of(true),
                                clientKey,
                                false,
                                keyName,
                                keyName == null ? null : "Y29udGV4dA=="));
        Encryption encryption = new Encryption(
                keyName == null ? Encryption.Mode.CUSTOMER : Encryption.Mode.KMS,
                keyName,
                keyName == null ? null : "Y29udGV4dA==",
                null,
                false);
        return await(damaged.store()
                .put(
                        new PutRequest(
                                new PutRequest.Target(bucket, key(name), WriteCondition.NONE),
                                OWNER,
                                new PutRequest.Content(ETag.ofMd5(body.md5().orElseThrow()), null, encryption),
                                ObjectProperties.NONE,
                                ObjectProtection.NONE),
                        body));
    }

    @Test
    void whoDeletesOrWritesMeanwhileWins() throws IOException {
        BucketName bucket = bucket(VersioningState.UNVERSIONED);
        byte[] content = bytes(1, LARGE);
        List<ObjectVersion> written = new ArrayList<>();
        List<Path> extents = new ArrayList<>();
        for (String name : List.of("deleted", "written", "tagged")) {
            extents.add(damaged.extentOf(() -> written.add(put(bucket, name, content))));
        }
        extents.forEach(extent -> flip(extent, THIRD_FRAME));
        damaged.scrub();
        try (RepairIntake deleted = damaged.repairs().receive(target(bucket, written.get(0)));
                RepairIntake changed = damaged.repairs().receive(target(bucket, written.get(1)));
                RepairIntake tagged = damaged.repairs().receive(target(bucket, written.get(2)))) {
            for (RepairIntake intake : List.of(deleted, changed, tagged)) {
                intake.write(ByteBuffer.wrap(content));
            }
            damaged.client().delete(bucket, "deleted");
            damaged.client().put(bucket, "written", "something newer");
            ObjectVersion after = await(damaged.store()
                    .update(
                            bucket,
                            key("tagged"),
                            VersionSelector.CURRENT,
                            version ->
                                    version.withProperties(version.properties().withTags(Tags.NONE))));
            refused(Reason.GONE, deleted::finish);
            refused(Reason.CHANGED, changed::finish);
            tagged.finish();
            assertWhole(bucket, after, content);
        }
        assertThat(damaged.client().keys(bucket)).containsExactly("tagged", "written");
        assertThat(damaged.client().text(bucket, "written")).isEqualTo("something newer");
        assertThat(damaged.extents()).hasSize(1);
    }

    @Test
    void whatNothingHelpsCanBeRemovedUnlessItIsLockedOrWell() throws IOException {
        BucketName bucket = damaged.client().createLockBucket("photos");
        Retention until =
                new Retention(Retention.Mode.GOVERNANCE, damaged.clock.instant().plus(Duration.ofDays(1)));
        List<ObjectVersion> written = new ArrayList<>();
        Path free = damaged.extentOf(() -> written.add(put(bucket, "free", bytes(1, LARGE))));
        Path locked = damaged.extentOf(() -> written.add(damaged.client()
                .put(
                        bucket,
                        key("locked"),
                        bytes(2, LARGE),
                        WriteCondition.NONE,
                        ObjectProperties.NONE,
                        new ObjectProtection(until, false, ReplicationStatus.NONE))));
        refused(
                Reason.NOT_DAMAGED,
                () -> damaged.repairs().remove(target(bucket, written.get(0)), OWNER, ChangeOrigin.NONE));
        flip(free, THIRD_FRAME);
        flip(locked, THIRD_FRAME);
        damaged.scrub();
        assertThat(damaged.damages())
                .filteredOn(damage -> damage.obstacles().contains(Obstacle.LOCKED))
                .singleElement()
                .satisfies(damage -> assertThat(damage.repairs()).doesNotContain(Repair.REMOVE));
        damaged.repairs().remove(target(bucket, written.get(0)), OWNER, ChangeOrigin.NONE);
        refused(
                Reason.LOCKED,
                () -> damaged.repairs().remove(target(bucket, written.get(1)), OWNER, ChangeOrigin.NONE));
        assertThat(damaged.client().versions(bucket, "free")).isEmpty();
        assertThat(damaged.damages()).hasSize(1);
        // A lock keeps the version, not its damage.
        give(target(bucket, written.get(1)), bytes(2, LARGE));
        assertWhole(bucket, written.get(1), bytes(2, LARGE));
    }

    private static <T> T only(List<T> list) {
        assertThat(list).hasSize(1);
        return list.getFirst();
    }
}
