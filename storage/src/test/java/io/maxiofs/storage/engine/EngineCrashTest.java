package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.InMemoryObjectStore;
import io.maxiofs.storage.reference.RandomWorkload;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.WorkloadSide;
import io.maxiofs.storage.reference.WorkloadStep;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A fault at every call that changes the disk: whatever was confirmed is there and whole afterwards; what was under way
 * is there as a whole or not at all; the store opens.
 */
class EngineCrashTest {
    private static final Path ROOT = Path.of("/data");
    private static final int MINIMUM_PART_BYTES = 100;
    private static final int STEPS = Integer.getInteger("maxiofs.crash.steps", 12);
    private static final int REORDERINGS = Integer.getInteger("maxiofs.crash.reorderings", 2);
    private static final int FILLING = 100_000;
    private static final int FILLING_PUTS = 24;
    private static final long SEEDS = Long.getLong("maxiofs.crash.seeds", 1);

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void losesNothingAtAnyPoint(long seed) throws IOException {
        enumerate(seed, false);
    }

    @ParameterizedTest
    @ValueSource(longs = {5})
    void losesNothingAtAnyPointOfCompaction(long seed) throws IOException {
        enumerate(seed, true);
    }

    private static void enumerate(long seed, boolean compacting) throws IOException {
        long points = 0;
        for (long i = 0; i < SEEDS; i++) {
            long oneSeed = seed + 1000 * i;
            points += new CrashEnumeration(oneSeed, REORDERINGS).run(() -> new EngineRun(oneSeed, compacting));
        }
        System.out.println("Engine crash enumeration: seed " + seed + ", " + points + " faults"
                + (compacting ? " in compaction" : ""));
        assertThat(points).isGreaterThan(100);
    }

    /** One run: the engine on the disk, the model beside it. */
    private static final class EngineRun implements CrashEnumeration.Run {
        private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
        private final RandomWorkload workload;
        private final InMemoryObjectStore model = new InMemoryObjectStore(clock, MINIMUM_PART_BYTES);
        private final WorkloadSide judge = new WorkloadSide(model);
        private final boolean compacting;
        private String before = judge.snapshot();
        private @Nullable String after;

        EngineRun(long seed, boolean compacting) {
            this.workload = new RandomWorkload(seed, clock);
            this.compacting = compacting;
        }

        private StoreOptions options(SimulatedDisk disk) {
            EngineConfig config = TemporaryStore.small(MINIMUM_PART_BYTES).withInlineBytes(compacting ? 8192 : 24);
            return new StoreOptions(disk, config, clock, new SecureRandom(), TenantLimits.NONE);
        }

        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            disk.makeDirectories(ROOT);
            LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk), records -> {});
            try {
                if (compacting) {
                    fill(new WorkloadSide(store));
                }
            } finally {
                store.close();
            }
        }

        /** Overwrites a few keys until there are segments worth compacting, and leaves some of all else in them. */
        private void fill(WorkloadSide subject) {
            BucketName bucket = new BucketName("filled");
            step(
                    new WorkloadStep(
                            FILLING,
                            "make a bucket",
                            side -> side.client()
                                    .createBucket(bucket.value(), VersioningState.UNVERSIONED)
                                    .value()),
                    subject);
            for (int i = 1; i <= FILLING_PUTS; i++) {
                String key = "key" + i % 4;
                step(
                        new WorkloadStep(
                                FILLING + i,
                                "fill " + key,
                                side -> side.client()
                                        .put(bucket, key, "x".repeat(6000))
                                        .key()
                                        .value()),
                        subject);
                step(workload.next(), subject);
            }
        }

        @Override
        public void work(SimulatedDisk disk) throws IOException {
            LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk), records -> {});
            try {
                WorkloadSide subject = new WorkloadSide(store);
                if (compacting) {
                    subject.learnNames(judge);
                    assertThat(store.compact(100)).isPositive();
                }
                for (int i = 0; i < STEPS; i++) {
                    step(workload.next(), subject);
                }
            } finally {
                store.close();
            }
        }

        /** The model goes first, so that both outcomes of the step are known when the fault strikes inside it. */
        private void step(WorkloadStep step, WorkloadSide subject) {
            WorkloadSide kept = judge.withStore(model.copy());
            before = kept.snapshot();
            String expected = judge.apply(step);
            after = judge.snapshot();
            String actual = subject.apply(step);
            if (!actual.equals(expected) && (actual.contains("StorageUnavailable") || actual.contains("StorageFull"))) {
                throw new IllegalStateException("The store gave up: " + actual);
            }
            assertThat(actual).as(step.toString()).isEqualTo(expected);
            before = after;
        }

        @Override
        public void verify(SimulatedDisk disk) throws IOException {
            LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk), records -> {});
            try {
                assertThat(new WorkloadSide(store).snapshot()).isIn(before, after == null ? before : after);
            } finally {
                store.close();
            }
        }
    }
}
