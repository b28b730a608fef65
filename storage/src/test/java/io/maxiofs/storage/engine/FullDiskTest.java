package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import io.maxiofs.storage.reference.RandomWorkload;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import io.maxiofs.storage.reference.WorkloadSide;
import io.maxiofs.storage.reference.WorkloadStep;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that becomes full, and stays so: nothing that was stored is harmed, and deleting makes room again. */
class FullDiskTest {
    private static final Path ROOT = Path.of("/data");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MINIMUM_PART_BYTES = 100;
    private static final int STEPS = Integer.getInteger("maxiofs.full.steps", 40);
    private static final int RESERVE = 512 * 1024;
    private static final long SMALL_DISK = 4L << 20;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private StoreOptions options(SimulatedDisk disk, int inlineBytes, long reserve) {
        EngineConfig config = TemporaryStore.small(MINIMUM_PART_BYTES)
                .withInlineBytes(inlineBytes)
                .withSpace(new EngineConfig.Space(0, 0, MINIMUM_PART_BYTES, reserve));
        return new StoreOptions(disk, config, clock, new SecureRandom(), TenantLimits.NONE);
    }

    private static SimulatedDisk disk(long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.makeDirectories(ROOT);
        return disk;
    }

    /** The disk becomes full before each step in turn; every later answer is right or says that it is full. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void fromEveryStepOnTheDiskMayBeFull(long seed) throws IOException {
        int refused = 0;
        for (int full = 0; full < STEPS; full++) {
            refused += fullFrom(seed, full);
        }
        System.out.println("Full disk: seed " + seed + ", " + STEPS + " moments, " + refused + " refusals");
        assertThat(refused).isGreaterThan(STEPS);
    }

    private int fullFrom(long seed, int full) throws IOException {
        SimulatedDisk disk = disk(seed);
        WorkloadSide judge = new WorkloadSide(new InMemoryObjectStore(clock, MINIMUM_PART_BYTES));
        RandomWorkload workload = new RandomWorkload(seed, clock);
        int refused = 0;
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, 24, 0), records -> {})) {
            WorkloadSide subject = new WorkloadSide(store);
            for (int i = 0; i < full + STEPS; i++) {
                if (i == full) {
                    disk.capacity(disk.totalSpace(ROOT) - disk.usableSpace(ROOT));
                }
                WorkloadStep step = workload.next();
                String actual = subject.apply(step);
                if (i >= full && isFull(actual)) {
                    refused++;
                } else {
                    assertThat(actual)
                            .as("seed %d, full from %d on, step %d: %s", seed, full, i, step)
                            .isEqualTo(judge.apply(step));
                }
            }
            assertThat(subject.snapshot()).isEqualTo(judge.snapshot());
        }
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, 24, 0), records -> {})) {
            WorkloadSide reopened = new WorkloadSide(store);
            reopened.learnNames(judge);
            assertThat(reopened.snapshot())
                    .as("seed %d, full from %d on, opened on the full disk", seed, full)
                    .isEqualTo(judge.snapshot());
        }
        return refused;
    }

    private static boolean isFull(String answer) {
        return answer.contains("StorageFull");
    }

    @Test
    void onAFullDiskDeletesUseTheReserveAndMakeRoomAgain() throws IOException {
        SimulatedDisk disk = disk(1);
        StoreOptions options = options(disk, 4096, RESERVE);
        int count;
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options, records -> {})) {
            StoreClient client = new StoreClient(store);
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            count = fill(disk, store, client, bucket);
            assertThat(client.keys(bucket)).hasSize(count);
        }
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options, records -> {})) {
            StoreClient client = new StoreClient(store);
            BucketName bucket = new BucketName("bucket");
            assertThat(client.keys(bucket)).as("opened while full").hasSize(count);
            for (int i = 0; i < count; i++) {
                client.delete(bucket, "key" + i);
            }
            assertThat(client.keys(bucket)).isEmpty();
            await(() -> canWrite(client, bucket));
            assertThat(client.text(bucket, "after")).isEqualTo("x");
            await(() -> disk.exists(ROOT.resolve("reserve")));
        }
    }

    @Test
    void withoutAReserveEvenDeletesAreRefused() throws IOException {
        SimulatedDisk disk = disk(1);
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, 4096, 0), records -> {})) {
            StoreClient client = new StoreClient(store);
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            int count = fill(disk, store, client, bucket);
            assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> {
                for (int i = 0; i < count; i++) {
                    client.delete(bucket, "key" + i);
                }
            });
            assertThat(client.keys(bucket)).as("refused without harm").isNotEmpty();
        }
    }

    /** Puts until the disk takes no more; returns how many were confirmed. */
    private static int fill(SimulatedDisk disk, LocalObjectStore store, StoreClient client, BucketName bucket) {
        boolean reserved = store.engine().reserve().state() == SpaceReserve.State.OFF;
        disk.capacity(SMALL_DISK);
        int count = 0;
        while (count < 100_000) {
            try {
                client.put(bucket, "key" + count, "x".repeat(900));
                count++;
            } catch (StorageFullException e) {
                assertThat(reserved)
                        .as("the reserve was made before the disk was full")
                        .isTrue();
                return count;
            }
            reserved = reserved || disk.exists(ROOT.resolve("reserve"));
        }
        throw new AssertionError("The disk is never full");
    }

    private static boolean canWrite(StoreClient client, BucketName bucket) {
        try {
            client.put(bucket, "after", "x");
            return true;
        } catch (StorageFullException | StorageUnavailableException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void bodiesAreRefusedUntilTheReserveIsThereAgain() throws IOException {
        SimulatedDisk disk = disk(1);
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, 4096, RESERVE), records -> {})) {
            StoreClient client = new StoreClient(store);
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            store.engine().reserve().hold();
            assertThat(store.engine().reserve().release()).isTrue();
            long used = disk.totalSpace(ROOT) - disk.usableSpace(ROOT);
            disk.capacity(used + RESERVE / 2);

            assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> client.put(bucket, "a", "1"));
            assertThat(store.engine().reserve().state()).isEqualTo(SpaceReserve.State.RELEASED);
            disk.capacity(SMALL_DISK);
            await(() -> canWrite(client, bucket));
            assertThat(store.engine().reserve().state()).isEqualTo(SpaceReserve.State.HELD);
        }
    }
}
