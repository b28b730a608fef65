package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.DayWindow;
import io.maxiofs.storage.engine.ScrubSchedule.State;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.maintenance.RepairTarget;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compaction keeps to the quiet hours, the scrub to its interval and window, by a clock of the test's own. */
class UpkeepScheduleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long FAST = 1L << 30;
    private static final long DAMAGED_AT = 150_000;
    private static final BucketName BUCKET = new BucketName("bucket");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private static DayWindow window(String text) {
        return DayWindow.parse(text, ZoneId.of("UTC"));
    }

    private static EngineConfig compacting(EngineConfig.Compaction compaction) {
        return TemporaryStore.small(1).withUpkeep(EngineConfig.DEFAULT.upkeep().withCompaction(compaction));
    }

    private static EngineConfig scrubbing(long bytesPerSecond) {
        EngineConfig.Scrub scrub = new EngineConfig.Scrub(Duration.ofDays(30), bytesPerSecond, window("01:00-05:00"));
        return TemporaryStore.small(1).withUpkeep(EngineConfig.DEFAULT.upkeep().withScrub(scrub));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static void overwrite(StoreClient client, int times) {
        for (int i = 0; i < times; i++) {
            client.put(BUCKET, "key" + i % 3, "x".repeat(2000));
        }
    }

    @Test
    void compactionWaitsForTheEndOfTheQuietHours() {
        clock.set(Instant.parse("2026-03-01T23:00:00Z"));
        EngineConfig config = compacting(new EngineConfig.Compaction(50, FAST, window("22:00-06:00")));
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            StoreClient before = new StoreClient(temporary.store());
            before.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
            overwrite(before, 300);
            // Closing brings the index up to the journal's end, which is how far compaction may go.
            LocalObjectStore store = temporary.reopen();
            StoreClient client = new StoreClient(store);
            store.engine().maintenance().signal();
            await(() -> store.compaction().state() == CompactionStatus.State.QUIET);
            overwrite(client, 300);
            assertThat(store.compaction().compacted()).isZero();

            clock.set(Instant.parse("2026-03-02T06:00:00Z"));
            store.engine().maintenance().signal();
            await(() -> store.compaction().compacted() > 0);
            await(() -> store.compaction().state() == CompactionStatus.State.IDLE);
            assertThat(client.text(BUCKET, "key1")).hasSize(2000);
        }
    }

    /** Three of four objects of each segment are alive: worth it for one threshold, not for the other. */
    @Test
    void theThresholdDecidesWhatIsWorthIt() {
        assertThat(compactedAtThreshold(30)).isZero();
        assertThat(compactedAtThreshold(95)).isPositive();
    }

    private long compactedAtThreshold(int liveBelowPercent) {
        EngineConfig config = compacting(new EngineConfig.Compaction(liveBelowPercent, FAST, null));
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            LocalObjectStore store = temporary.store();
            StoreClient client = new StoreClient(store);
            client.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
            for (int i = 0; i < 400; i++) {
                client.put(BUCKET, i % 4 == 0 ? "same" : "key" + i, "x".repeat(2000));
            }
            LocalObjectStore again = temporary.reopen();
            again.engine().maintenance().signal();
            StoreClient after = new StoreClient(again);
            for (int i = 0; i < 100; i++) {
                after.put(BUCKET, "more" + i, "x".repeat(2000));
            }
            await(() -> again.compaction().state() == CompactionStatus.State.IDLE);
            if (liveBelowPercent > 50) {
                await(() -> again.compaction().compacted() > 0);
            }
            return again.compaction().compacted();
        }
    }

    @Test
    void aScrubRunsInItsWindowWhenItIsDueAndNotBefore() {
        try (TemporaryStore temporary = new TemporaryStore(clock, scrubbing(FAST))) {
            LocalObjectStore store = temporary.store();
            StoreClient client = new StoreClient(store);
            client.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
            overwrite(client, 50);
            lookAgain(store);
            assertThat(store.scrubs().status().completed()).isNull();
            assertThat(store.scrubs().status().due()).isEqualTo(Instant.parse("2026-03-02T01:00:00Z"));

            clock.set(Instant.parse("2026-03-02T01:30:00Z"));
            store.scrubs().look();
            await(() -> store.scrubs().status().completed() != null);
            Instant first = Objects.requireNonNull(store.scrubs().status().completed());
            assertThat(store.scrubs().status().faults()).isZero();

            clock.set(first.plus(Duration.ofDays(29)));
            lookAgain(store);
            assertThat(store.scrubs().status().completed()).isEqualTo(first);
            clock.set(first.plus(Duration.ofDays(30)).plus(Duration.ofHours(6)));
            lookAgain(store);
            assertThat(store.scrubs().status().state()).isEqualTo(State.OUTSIDE_WINDOW);
            assertThat(store.scrubs().status().completed()).isEqualTo(first);

            clock.set(Instant.parse("2026-04-02T02:00:00Z"));
            store.scrubs().look();
            await(() -> !first.equals(store.scrubs().status().completed()));
        }
    }

    private static Path onlyExtent(TemporaryStore temporary) throws IOException {
        try (Stream<Path> all = Files.walk(temporary.root())) {
            return all.filter(path ->
                            path.toString().endsWith(".ext") && path.toFile().length() > 0)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long keptFaults(LocalObjectStore store) {
        try {
            return store.scrubFile().kept().faults();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a scrub found is not forgotten by a restart, which would let the last scrub look as if all had been well. */
    @Test
    void afterARestartDamageIsStillToldAndLookedForUntilItIsGone() throws IOException {
        try (TemporaryStore temporary = new TemporaryStore(clock, scrubbing(FAST))) {
            StoreClient client = new StoreClient(temporary.store());
            BucketName bucket = client.createBucket("photos", VersioningState.UNVERSIONED);
            client.put(bucket, "cat", "x".repeat(200_000));
            Path extent = onlyExtent(temporary);
            DamagedStore.flip(extent, DAMAGED_AT);
            clock.set(Instant.parse("2026-03-02T01:30:00Z"));
            temporary.store().scrubs().look();
            await(() -> temporary.store().scrubs().status().completed() != null);
            assertThat(temporary.store().scrubs().status().faults()).isOne();

            clock.set(Instant.parse("2026-03-02T12:00:00Z"));
            LocalObjectStore later = temporary.reopen();
            assertThat(later.scrubs().status().faults()).isOne();
            assertThat(later.scrubs().status().findings()).isEmpty();
            clock.set(Instant.parse("2026-03-02T12:06:00Z"));
            later.scrubs().look();
            await(() -> !later.scrubs().status().findings().isEmpty()
                    && later.scrubs().status().state() == State.WAITING);
            assertThat(later.scrubs().status().faults()).isOne();

            DamagedStore.flip(extent, DAMAGED_AT);
            RepairTarget cat = new RepairTarget(bucket, StoreClient.key("cat"), VersionSelector.NULL);
            assertThat(later.repairs().reread(cat)).isEmpty();
            assertThat(later.scrubs().status().faults()).isZero();
            await(() -> keptFaults(later) == 0);
            assertThat(temporary.reopen().scrubs().status().faults()).isZero();
        }
    }

    /** A schedule that only waits leaves the disk alone, however often it looks at the clock. */
    @Test
    void betweenScrubsNothingIsChangedOnTheDisk() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        Path root = Path.of("/data");
        disk.makeDirectories(root);
        StoreOptions options = new StoreOptions(disk, scrubbing(FAST), clock, new SecureRandom(), TenantLimits.NONE);
        try (LocalObjectStore store = LocalObjectStore.open(root, options, records -> {})) {
            clock.set(Instant.parse("2026-03-02T01:30:00Z"));
            store.scrubs().look();
            await(() -> store.scrubs().status().completed() != null);
            lookAgain(store);
            int before = disk.calls().size();
            for (int day = 3; day < 25; day++) {
                clock.set(Instant.parse("2026-03-02T02:00:00Z").plus(Duration.ofDays(day)));
                lookAgain(store);
            }
            assertThat(disk.calls()).hasSize(before);
        }
    }

    /** The schedule has looked at the clock since. */
    private void lookAgain(LocalObjectStore store) {
        store.scrubs().look();
        await(() -> {
            Instant due = store.scrubs().status().due();
            return due != null && due.isAfter(clock.instant());
        });
    }

    @Test
    void aScrubGoesOnInTheNextWindowAndAfterARestart() throws IOException {
        clock.set(Instant.parse("2026-03-01T02:00:00Z"));
        EndOfWindow end = new EndOfWindow(Instant.parse("2026-03-01T06:00:00Z"));
        try (TemporaryStore temporary = new TemporaryStore(end, scrubbing(FAST))) {
            StoreClient client = new StoreClient(temporary.store());
            client.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
            for (int i = 0; i < 1500; i++) {
                client.put(BUCKET, "key" + i, "x".repeat(4000));
            }
            LocalObjectStore store = temporary.reopen();
            clock.advance(Duration.ofMinutes(10));
            end.comesInTheMiddleOf(store);
            store.scrubs().look();
            // Before it begins it says the same, as it waits for some minutes after a start.
            await(() -> bytesDone(store) > 0 && store.scrubs().status().state() == State.OUTSIDE_WINDOW);
            assertThat(store.scrubs().status().completed()).isNull();
            assertThat(store.scrubFile().isUnfinished()).isTrue();
            long before = bytesDone(store);
            assertThat(before).isPositive();

            LocalObjectStore again = temporary.reopen();
            clock.set(Instant.parse("2026-03-02T02:00:00Z"));
            again.scrubs().look();
            await(() -> bytesDone(again) > 0);
            assertThat(bytesDone(again)).as("goes on").isGreaterThanOrEqualTo(before);
            await(() -> again.scrubs().status().completed() != null);
        }
    }

    /** The clock, which the scrub itself moves on when it has read a part: it ends there, however fast it is. */
    private final class EndOfWindow implements InstantSource {
        private final Instant end;
        private volatile @Nullable LocalObjectStore watched;

        EndOfWindow(Instant end) {
            this.end = end;
        }

        void comesInTheMiddleOf(LocalObjectStore store) {
            watched = store;
        }

        @Override
        public Instant instant() {
            LocalObjectStore store = watched;
            if (store != null && bytesDone(store) > 0) {
                watched = null;
                clock.set(end);
            }
            return clock.instant();
        }
    }

    private static long bytesDone(LocalObjectStore store) {
        var progress = store.scrubs().status().progress();
        return progress == null ? 0 : progress.bytesDone();
    }

    @Test
    void whatAScrubOnDemandFindsIsReported() throws IOException {
        try (TemporaryStore temporary = new TemporaryStore(clock, TemporaryStore.small(1))) {
            LocalObjectStore store = temporary.store();
            StoreClient client = new StoreClient(store);
            client.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
            client.put(BUCKET, "large", "x".repeat(20_000));
            assertThat(store.scrubs().status().state()).isEqualTo(State.OFF);
            damageAnExtent(temporary.root());

            store.scrubs().demand();
            await(() -> store.scrubs().status().completed() != null);
            assertThat(store.scrubs().status().faults()).isPositive();
            assertThat(store.scrubs().status().findings())
                    .anySatisfy(finding -> assertThat(finding.toString()).contains("bucket/large"));
        }
    }

    private static void damageAnExtent(Path root) throws IOException {
        Path extent;
        try (Stream<Path> files = Files.walk(root.resolve("extents"))) {
            // Names are prepared ahead, as empty files.
            extent = files.filter(file -> file.toString().endsWith(".ext"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(extent);
        bytes[bytes.length / 2] ^= 1;
        Files.write(extent, bytes);
    }
}
