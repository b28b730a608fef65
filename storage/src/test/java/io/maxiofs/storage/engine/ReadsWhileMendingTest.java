package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.api.ChangeBatch;
import io.maxiofs.storage.api.ChangeSubscription;
import io.maxiofs.storage.api.ChangesOvertakenException;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StoreChange;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.FailingForces;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many who read all the time, while the store fails and is mended again and again. */
class ReadsWhileMendingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROUNDS = Integer.getInteger("maxiofs.mending.rounds", 6);
    private static final int KEYS = 40;
    private static final int READERS = 3;

    private final long seed = TestSeed.get();
    private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong right = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean ended;

    @Test
    void everyAnswerIsRightOnADiskInMemory() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(seed);
        Path root = Path.of("/data");
        disk.makeDirectories(root);
        hammer(disk, root);
    }

    @Test
    void everyAnswerIsRightOnTheSystemsDisk(@TempDir Path root) throws Exception {
        hammer(new LocalDisk(), root);
    }

    private void hammer(Disk real, Path root) throws Exception {
        FailingForces disk = new FailingForces(real, ".seg");
        StoreOptions options = new StoreOptions(
                disk,
                TemporaryStore.small(100),
                new SettableClock(Instant.parse("2026-03-01T12:00:00Z")),
                new SecureRandom(),
                TenantLimits.NONE);
        int opened;
        try (LocalObjectStore store = LocalObjectStore.open(root, options, records -> {})) {
            StoreClient client = new StoreClient(store);
            BucketName bucket = client.createBucket("bucket", VersioningState.ENABLED);
            for (int i = 0; i < KEYS; i++) {
                client.put(bucket, name(i), content(i));
            }
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Random random = new Random(seed + i);
                threads.add(Thread.ofPlatform().start(() -> repeat(() -> readOnce(client, bucket, random))));
            }
            List<Long> followed = new ArrayList<>();
            ChangeSubscription subscription = store.changes().subscribe("follower", 0);
            threads.add(Thread.ofPlatform().start(() -> repeat(() -> follow(subscription, followed))));
            opened = failAndMend(disk, client, bucket);
            await(() -> !wrong.isEmpty()
                    || subscription.position() == store.changes().position());
            ended = true;
            for (Thread thread : threads) {
                thread.join(PATIENCE);
            }
            subscription.close();
            assertThat(wrong).as("seed %d", seed).isEmpty();
            assertThat(followed)
                    .as("seed %d: every change once, in order", seed)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        System.out.println("Mending: seed " + seed + ", opened " + opened + " times, " + right.get()
                + " right answers, " + refused.get() + " refusals");
        assertThat(right.get()).isGreaterThan(ROUNDS);
    }

    /** Returns how often the store was opened anew. */
    private int failAndMend(FailingForces disk, StoreClient client, BucketName bucket) {
        int opened = 0;
        for (int round = 0; round < ROUNDS && wrong.isEmpty(); round++) {
            LocalObjectStore store = (LocalObjectStore) client.store();
            Engine failing = store.engine();
            long before = right.get();
            await(() -> !wrong.isEmpty() || right.get() > before + READERS);
            String during = "during " + round;
            await(() -> {
                // The one before may have been met by the thread that prepares segments.
                disk.failOnce();
                return !writes(client, bucket, during);
            });
            String after = "after " + round;
            await(() -> !wrong.isEmpty() || writes(client, bucket, after));
            opened += store.engine() == failing ? 0 : 1;
        }
        return opened;
    }

    private static boolean writes(StoreClient client, BucketName bucket, String name) {
        try {
            client.put(bucket, name, "x");
            return true;
        } catch (StorageUnavailableException e) {
            return false;
        }
    }

    private static String name(int i) {
        return "key" + i;
    }

    /** Every eighth is in an extent, several of the reader's buffers long. */
    private static String content(int i) {
        return ("content of " + i + ";").repeat(i % 8 == 7 ? 40_000 : 1 + i);
    }

    private void repeat(Runnable work) {
        while (!ended && wrong.isEmpty()) {
            try {
                work.run();
            } catch (StorageUnavailableException e) {
                refused.incrementAndGet();
            } catch (RuntimeException | Error e) {
                wrong.add(e);
            }
        }
    }

    private void readOnce(StoreClient client, BucketName bucket, Random random) {
        int i = random.nextInt(KEYS);
        switch (random.nextInt(5)) {
            case 0 -> assertThat(client.text(bucket, name(i))).isEqualTo(content(i));
            case 1 -> {
                StoredObject object = client.store().find(bucket, key(name(i)), VersionSelector.CURRENT);
                int from = random.nextInt(content(i).length());
                ByteRange range = new ByteRange(from, content(i).length() - from);
                assertThat(new String(StoreClient.read(object, range, null), StandardCharsets.UTF_8))
                        .isEqualTo(content(i).substring(from));
            }
            case 2 ->
                assertThat(StoreClient.names(
                                client.store().listing().listObjects(new Query(bucket, "key", null, 1000), null)))
                        .hasSize(KEYS);
            case 3 -> assertThat(client.versions(bucket, name(i))).isNotEmpty();
            default ->
                assertThat(client.store()
                                .listing()
                                .listUploads(new Query(bucket, "", null, 10), null, null)
                                .entries())
                        .isEmpty();
        }
        right.incrementAndGet();
    }

    private void follow(ChangeSubscription subscription, List<Long> followed) {
        try {
            ChangeBatch batch = subscription.next(100, Duration.ofMillis(10));
            for (StoreChange change : batch.changes()) {
                followed.add(change.position());
            }
            subscription.acknowledge(batch.position());
        } catch (ChangesOvertakenException e) {
            wrong.add(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
