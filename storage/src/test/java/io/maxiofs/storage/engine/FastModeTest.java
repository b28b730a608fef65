package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.file.AfterCrash;
import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.DiskCall;
import io.maxiofs.storage.file.DiskCall.Operation;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.BucketSetting;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fast} gives up: the last moments before the power fails, and nothing else. */
class FastModeTest {
    private static final Path ROOT = Path.of("/data");
    private static final Duration NEVER = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final BucketName FAST = new BucketName("fast");
    private static final BucketName SAFE = new BucketName("safe");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    /** The server's default is safe; buckets choose. */
    private StoreOptions options(SimulatedDisk disk, Duration interval) {
        EngineConfig config =
                TemporaryStore.small(1).withDurability(new EngineConfig.Durability(EngineConfig.Mode.SAFE, interval));
        return new StoreOptions(disk, config, clock, new SecureRandom(), TenantLimits.NONE);
    }

    private static SimulatedDisk disk(long seed) throws IOException {
        SimulatedDisk disk = new SimulatedDisk(seed);
        disk.makeDirectories(ROOT);
        return disk;
    }

    private static StoreClient withBuckets(LocalObjectStore store) {
        StoreClient client = new StoreClient(store);
        client.createBucket(FAST.value(), VersioningState.UNVERSIONED);
        client.createBucket(SAFE.value(), VersioningState.UNVERSIONED);
        client.setSetting(FAST, BucketSetting.DURABILITY, "fast");
        return client;
    }

    private static long journalForces(SimulatedDisk disk) {
        return disk.calls().stream().filter(FastModeTest::isJournalForce).count();
    }

    private static boolean isJournalForce(DiskCall call) {
        return call.operation() == Operation.FORCE && call.path().toString().endsWith(".seg");
    }

    @Test
    void fastBucketsAreConfirmedWithoutAForceAndSafeOnesAreNot() throws IOException {
        SimulatedDisk disk = disk(1);
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, NEVER), records -> {})) {
            StoreClient client = withBuckets(store);
            long before = journalForces(disk);
            client.put(FAST, "a", "1");
            client.delete(FAST, "a");
            assertThat(journalForces(disk)).isEqualTo(before);

            client.put(SAFE, "a", "1");
            assertThat(journalForces(disk)).isEqualTo(before + 1);
        }
    }

    /** Were the force left to idle moments, a store that is never idle would lose without a bound. */
    @Test
    void theForceComesInTimeThoughTheCommitterIsNeverIdle() throws IOException {
        SimulatedDisk disk = disk(1);
        try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, Duration.ofMillis(5)), records -> {})) {
            StoreClient client = withBuckets(store);
            AtomicBoolean stop = new AtomicBoolean();
            keepBusy(store.engine().committer(), stop);
            long before = journalForces(disk);
            client.put(FAST, "a", "1");

            long end = System.nanoTime() + PATIENCE.toNanos();
            while (journalForces(disk) == before && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            long after = journalForces(disk);
            stop.set(true);
            assertThat(after).isGreaterThan(before);
        }
    }

    /** A command that queues itself again before it is done. */
    private static void keepBusy(Committer committer, AtomicBoolean stop) {
        AtomicReference<CompletableFuture<Boolean>> next = new AtomicReference<>();
        Command<Boolean> again = new Command<>() {
            @Override
            public Decision<Boolean> decide(DecisionContext context) {
                if (!stop.get()) {
                    next.set(committer.submit(this));
                }
                return Decision.unchanged(true).relaxed(true);
            }
        };
        next.set(committer.submit(again));
    }

    @ParameterizedTest
    @EnumSource(AfterCrash.class)
    void whatSurvivesIsAPrefixThatHoldsAllOfTheSafeOnes(AfterCrash crash) throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            SimulatedDisk disk = disk(seed);
            LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, NEVER), records -> {});
            int safe = (int) seed;
            try {
                StoreClient client = withBuckets(store);
                for (int i = 0; i < 40; i++) {
                    client.put(i == safe ? SAFE : FAST, name(i), "value " + i);
                }
                disk.crash();
            } finally {
                closeDead(store);
            }
            SimulatedDisk after = disk.reopen(crash, seed);
            try (LocalObjectStore reopened = LocalObjectStore.open(ROOT, options(after, NEVER), records -> {})) {
                List<String> kept = survivors(new StoreClient(reopened));
                assertThat(kept).as("seed %d", seed).isEqualTo(firstNames(kept.size()));
                assertThat(kept).as("seed %d", seed).hasSizeGreaterThan(safe);
            }
        }
    }

    private static String name(int number) {
        return String.format("key%03d", number);
    }

    private static List<String> firstNames(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(name(i));
        }
        return names;
    }

    private static List<String> survivors(StoreClient client) {
        List<String> kept = new ArrayList<>(client.keys(FAST));
        kept.addAll(client.keys(SAFE));
        kept.sort(null);
        return kept;
    }

    private static void closeDead(LocalObjectStore store) {
        try {
            store.close();
        } catch (IOException | RuntimeException e) {
            assertThat(e).as("the power is off").isNotNull();
        }
    }

    /** A fault at every call: the fast objects that are left are the first ones, whole, whatever else happened. */
    @ParameterizedTest
    @ValueSource(longs = {1})
    void losesOnlyTheEndAtAnyPoint(long seed) throws IOException {
        int points = new CrashEnumeration(seed, 2).run(() -> new FastRun());
        assertThat(points).isGreaterThan(20);
    }

    private final class FastRun implements CrashEnumeration.Run {
        private int confirmed;

        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            disk.makeDirectories(ROOT);
            try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, NEVER), records -> {})) {
                withBuckets(store);
            }
        }

        @Override
        public void work(SimulatedDisk disk) throws IOException {
            LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, NEVER), records -> {});
            try {
                StoreClient client = new StoreClient(store);
                for (int i = 0; i < 30; i++) {
                    client.put(FAST, name(i), "x".repeat(3000));
                    confirmed = i + 1;
                }
            } finally {
                store.close();
            }
        }

        @Override
        public void verify(SimulatedDisk disk) throws IOException {
            try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk, NEVER), records -> {})) {
                StoreClient client = new StoreClient(store);
                List<String> kept = client.keys(FAST);
                assertThat(kept).isEqualTo(firstNames(kept.size()));
                assertThat(kept).hasSizeLessThanOrEqualTo(confirmed + 1);
                kept.forEach(name -> assertThat(client.text(FAST, name)).hasSize(3000));
            }
        }
    }
}
