package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.OWNER;
import static io.maxiofs.storage.reference.StoreClient.await;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.maxiofs.storage.api.ChangeBatch;
import io.maxiofs.storage.api.ChangeStream;
import io.maxiofs.storage.api.ChangeSubscription;
import io.maxiofs.storage.api.ChangesOvertakenException;
import io.maxiofs.storage.api.DeleteRequest;
import io.maxiofs.storage.api.ObjectListing;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StoreChange;
import io.maxiofs.storage.api.StoreChange.Kind;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.file.AfterCrash;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.Bucket;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ChangeAspect;
import io.maxiofs.storage.model.ChangeOrigin;
import io.maxiofs.storage.model.ChangeOrigin.Cause;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.ObjectVersion;
import io.maxiofs.storage.model.Tags;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.RandomWorkload;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import io.maxiofs.storage.reference.WorkloadSide;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who follow the changes of a store are told, and what the store keeps for them. */
class ChangeStreamTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path ROOT = Path.of("/data");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private static List<StoreChange> readAll(ChangeSubscription subscription) throws Exception {
        List<StoreChange> all = new ArrayList<>();
        ChangeBatch batch = subscription.next(7, Duration.ZERO);
        while (!batch.changes().isEmpty()) {
            assertThat(batch.changes()).hasSizeLessThanOrEqualTo(7);
            all.addAll(batch.changes());
            assertThat(batch.position()).isGreaterThanOrEqualTo(all.getLast().position());
            batch = subscription.next(7, Duration.ZERO);
        }
        return all;
    }

    @Test
    void tellsWhatHappenedInOrderAndWhereItCameFrom() throws Exception {
        try (TemporaryStore temporary = new TemporaryStore(clock, 1)) {
            LocalObjectStore store = temporary.store();
            StoreClient client = new StoreClient(store);
            ChangeSubscription subscription = store.changes().subscribe("test", 0);
            BucketName bucket = client.createBucket("bucket", VersioningState.ENABLED);
            ChangeOrigin form = new ChangeOrigin(Cause.POST, "arn:user", "REQ1", "10.0.0.1");
            ObjectVersion written = put(client, bucket, "a", form);
            await(store.update(
                    bucket,
                    key("a"),
                    VersionSelector.CURRENT,
                    old -> old.withProperties(old.properties().withTags(new Tags(Map.of("k", "v")))),
                    ChangeOrigin.NONE));
            ChangeOrigin rule = new ChangeOrigin(Cause.LIFECYCLE, "", "", "");
            ObjectVersion marker = client.delete(new DeleteRequest(
                            bucket, key("a"), VersionSelector.CURRENT, OWNER, WriteCondition.NONE, false, rule))
                    .marker();
            client.delete(bucket, "a", StoreClient.exactly(written), false);
            client.delete(bucket, "a", StoreClient.exactly(java.util.Objects.requireNonNull(marker)), false);
            await(store.buckets().delete(bucket));

            List<StoreChange> seen = readAll(subscription);

            assertThat(seen)
                    .extracting(StoreChange::kind)
                    .containsExactly(
                            Kind.BUCKET_CREATED,
                            Kind.OBJECT_PUT,
                            Kind.OBJECT_UPDATED,
                            Kind.DELETE_MARKER_CREATED,
                            Kind.VERSION_DELETED,
                            Kind.VERSION_DELETED,
                            Kind.BUCKET_DELETED);
            assertThat(seen).extracting(StoreChange::position).isSorted().doesNotHaveDuplicates();
            assertThat(seen.get(1).origin()).isEqualTo(form);
            assertThat(seen.get(1).subject()).isEqualTo(new StoreChange.Written(written));
            assertThat(seen.get(1).versionText()).contains(written.versionText());
            assertThat(seen.get(2).aspects()).containsExactly(ChangeAspect.TAGS);
            assertThat(seen.get(3).origin().cause()).isEqualTo(Cause.LIFECYCLE);
            assertThat(seen.get(4).subject())
                    .isEqualTo(new StoreChange.Removed(key("a"), written.id(), written.nullVersion()));
            assertThat(seen.getFirst().bucket().name()).isEqualTo("bucket");
            assertThat(seen.getLast().bucket().name()).isEqualTo("bucket");
            assertThat(subscription.next(7, Duration.ZERO).position())
                    .isEqualTo(store.changes().position());
        }
    }

    private static ObjectVersion put(StoreClient client, BucketName bucket, String name, ChangeOrigin origin) {
        StagedBody body = client.stage(StoreClient.bytes("content of " + name));
        PutRequest.Content said = new PutRequest.Content(ETag.ofMd5(body.md5().orElseThrow()), null, Encryption.NONE);
        PutRequest.Target target = new PutRequest.Target(bucket, key(name), WriteCondition.NONE);
        return await(client.store()
                .put(new PutRequest(target, OWNER, said, ObjectProperties.NONE, ObjectProtection.NONE, origin), body));
    }

    @Test
    void aCopyIsACopyEvenIfItsBytesWereMoved() throws Exception {
        try (TemporaryStore temporary = new TemporaryStore(clock, 1)) {
            StoreClient client = new StoreClient(temporary.store());
            ChangeSubscription subscription = temporary.store().changes().subscribe("test", 0);
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            put(client, bucket, "a", new ChangeOrigin(Cause.COPY, "", "", ""));

            assertThat(readAll(subscription).getLast().kind()).isEqualTo(Kind.OBJECT_COPIED);
        }
    }

    @Test
    void goesOnBehindWhatWasAcknowledgedAfterARestart() throws Exception {
        try (TemporaryStore temporary = new TemporaryStore(clock, 1)) {
            StoreClient client = new StoreClient(temporary.store());
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            ChangeStream stream = temporary.store().changes();
            ChangeSubscription before = stream.subscribe("test", stream.position());
            client.put(bucket, "a", "1");
            client.put(bucket, "b", "2");
            List<StoreChange> first = before.next(1, Duration.ZERO).changes();
            before.acknowledge(first.getFirst().position());

            LocalObjectStore again = temporary.reopen();
            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() -> before.next(1, Duration.ZERO));
            assertThat(again.changes().subscribers())
                    .containsExactly(
                            new ChangeStream.Subscriber("test", first.getFirst().position(), 1, false));
            ChangeSubscription after = again.changes().subscribe("test", 0);
            List<StoreChange> rest = readAll(after);

            assertThat(first.getFirst().key()).contains(key("a"));
            assertThat(rest).extracting(StoreChange::key).containsExactly(Optional.of(key("b")));
            assertThat(rest.getFirst().position())
                    .isGreaterThan(first.getFirst().position());
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> again.changes().subscribe("test", 0));
            after.close();
            again.changes().forget("test");
            assertThat(again.changes().subscribers()).isEmpty();
        }
    }

    @Test
    void waitsForTheNextChangeAndForTheEnd() throws Exception {
        try (TemporaryStore temporary = new TemporaryStore(clock, 1)) {
            StoreClient client = new StoreClient(temporary.store());
            ChangeStream stream = temporary.store().changes();
            ChangeSubscription subscription = stream.subscribe("test", stream.position());
            CompletableFuture<ChangeBatch> next = CompletableFuture.supplyAsync(() -> nextOf(subscription));
            client.createBucket("bucket", VersioningState.UNVERSIONED);
            assertThat(next.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).changes())
                    .extracting(StoreChange::kind)
                    .containsExactly(Kind.BUCKET_CREATED);

            CompletableFuture<ChangeBatch> never = CompletableFuture.supplyAsync(() -> nextOf(subscription));
            temporary.reopen();
            assertThat(never)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .withCauseInstanceOf(StorageUnavailableException.class);
        }
    }

    private static ChangeBatch nextOf(ChangeSubscription subscription) {
        try {
            return subscription.next(10, PATIENCE);
        } catch (ChangesOvertakenException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void keepsSegmentsForWhoHasNotReadThemUpToABound() throws Exception {
        EngineConfig config = TemporaryStore.small(1);
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            LocalObjectStore store = temporary.store();
            StoreClient client = new StoreClient(store);
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            ChangeSubscription subscription = store.changes().subscribe("test", 0);
            overwrite(client, bucket, 200);
            reopenedAndCompacted(temporary);
            ChangeSubscription again = temporary.store().changes().subscribe("test", 0);
            assertThat(subscription.name()).isEqualTo(again.name());

            assertThat(readAll(again))
                    .filteredOn(change -> change.kind() == Kind.OBJECT_PUT)
                    .hasSize(200);
            again.acknowledge(again.position());
            assertThat(temporary.store().compact(100)).as("acknowledged").isPositive();
        }
    }

    @Test
    void tellsWhoWasOvertakenFromWhereItCanGoOn() throws Exception {
        EngineConfig config =
                TemporaryStore.small(1).withUpkeep(EngineConfig.DEFAULT.upkeep().withHeldChangeBytes(0));
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            StoreClient client = new StoreClient(temporary.store());
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            temporary.store().changes().subscribe("test", 0);
            overwrite(client, bucket, 200);
            assertThat(reopenedAndCompacted(temporary)).isPositive();
            ChangeSubscription late = temporary.store().changes().subscribe("test", 0);

            ChangesOvertakenException told = catchThrowableOfType(ChangesOvertakenException.class, () -> readAll(late));
            assertThat(told.missingFrom()).isEqualTo(late.position() + 1);
            assertThatExceptionOfType(ChangesOvertakenException.class).isThrownBy(() -> late.next(1, Duration.ZERO));

            while (late.position() < temporary.store().changes().position()) {
                try {
                    late.next(100, Duration.ZERO);
                } catch (ChangesOvertakenException e) {
                    assertThat(e.resumeAt()).isGreaterThanOrEqualTo(e.missingFrom());
                    late.seek(e.resumeAt());
                }
            }
            new StoreClient(temporary.store()).put(bucket, "new", "x");
            assertThat(readAll(late)).extracting(StoreChange::key).containsExactly(Optional.of(key("new")));
        }
    }

    /** The first segments of the journal come to hold nothing that is alive. */
    private static void overwrite(StoreClient client, BucketName bucket, int times) {
        for (int i = 0; i < times; i++) {
            client.put(bucket, "key" + i % 3, "x".repeat(2000));
        }
    }

    private static int reopenedAndCompacted(TemporaryStore temporary) throws IOException {
        return temporary.reopen().compact(100);
    }

    @Test
    void aPositionOfAnotherStoreIsNotUnderstoodAsNothingNew() throws Exception {
        try (TemporaryStore temporary = new TemporaryStore(clock, 1)) {
            ChangeSubscription subscription = temporary.store().changes().subscribe("test", 1000);
            ChangesOvertakenException told =
                    catchThrowableOfType(ChangesOvertakenException.class, () -> subscription.next(1, Duration.ZERO));

            assertThat(told.resumeAt()).isEqualTo(temporary.store().changes().position());
            subscription.seek(told.resumeAt());
            assertThat(subscription.next(1, Duration.ZERO).changes()).isEmpty();
        }
    }

    @Test
    void namesAreLimited() {
        try (TemporaryStore temporary = new TemporaryStore(clock, 1)) {
            for (String name : List.of("", "A", "a=b", "a\nb", "x".repeat(65))) {
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> temporary.store().changes().subscribe(name, 0));
            }
        }
    }

    /** In fast mode changes are confirmed before they are durable, but not handed out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatWasHandedOutSurvivesThePower(long seed) throws Exception {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.makeDirectories(ROOT);
        EngineConfig config = TemporaryStore.small(1)
                .withDurability(new EngineConfig.Durability(EngineConfig.Mode.FAST, Duration.ofMillis(1)));
        StoreOptions options = new StoreOptions(disk, config, clock, new SecureRandom(), TenantLimits.NONE);
        TreeSet<String> handedOut = new TreeSet<>();
        LocalObjectStore store = LocalObjectStore.open(ROOT, options, records -> {});
        try {
            StoreClient client = new StoreClient(store);
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            ChangeSubscription subscription = store.changes().subscribe("test", 0);
            for (int i = 0; i < 50; i++) {
                client.put(bucket, "key" + i, "x");
                for (StoreChange change : readAll(subscription)) {
                    change.key().ifPresent(key -> handedOut.add(key.value()));
                }
            }
            disk.crash();
        } finally {
            closeDead(store);
        }
        SimulatedDisk after = disk.reopen(AfterCrash.DROP_UNFORCED, seed);
        StoreOptions again = new StoreOptions(after, config, clock, new SecureRandom(), TenantLimits.NONE);
        try (LocalObjectStore reopened = LocalObjectStore.open(ROOT, again, records -> {})) {
            List<String> kept = new StoreClient(reopened).keys(new BucketName("bucket"));
            assertThat(kept).as("seed %d", seed).containsAll(handedOut);
        }
    }

    private static void closeDead(LocalObjectStore store) {
        try {
            store.close();
        } catch (IOException | RuntimeException e) {
            assertThat(e).as("the power is off").isNotNull();
        }
    }

    /** Whoever applies all changes from the first on has what the store has, whatever compaction does meanwhile. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void theChangesAloneRebuildWhatTheStoreHolds(long seed) throws Exception {
        try (TemporaryStore temporary = new TemporaryStore(clock, TemporaryStore.small(100))) {
            RandomWorkload workload = new RandomWorkload(seed, clock);
            ChangeSubscription subscription = temporary.store().changes().subscribe("mirror", 0);
            WorkloadSide subject = new WorkloadSide(temporary.store());
            ChangeMirror mirror = new ChangeMirror();
            for (int i = 0; i < 1500; i++) {
                subject.apply(workload.next());
                if (i % 50 == 49) {
                    readAll(subscription).forEach(mirror::apply);
                    subscription.acknowledge(subscription.position());
                    temporary.store().compact(100);
                }
            }
            readAll(subscription).forEach(mirror::apply);
            assertThat(mirror.versions()).as("seed %d", seed).isEqualTo(versionsOf(temporary.store()));
            assertThat(mirror.versions()).isNotEmpty();
        }
    }

    private static Set<String> versionsOf(LocalObjectStore store) {
        Set<String> all = new TreeSet<>();
        for (Bucket bucket : store.buckets().list()) {
            ObjectListing.Query query = new ObjectListing.Query(bucket.name(), "", null, Integer.MAX_VALUE);
            store.listing()
                    .listVersions(query, null, null)
                    .entries()
                    .forEach(entry -> all.add(ChangeMirror.text(bucket.id(), entry.version())));
        }
        return all;
    }
}
