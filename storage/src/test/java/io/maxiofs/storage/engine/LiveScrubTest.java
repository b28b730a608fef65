package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.maintenance.ScrubReport;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scrub beside writers, deletes and compaction finds no fault in what is only changing. */
class LiveScrubTest {
    private static final int ROUNDS = Integer.getInteger("maxiofs.scrub.rounds", 15);
    private static final int WRITERS = 2;
    private static final long PATIENCE_SECONDS = 300;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @ParameterizedTest
    @ValueSource(longs = {1})
    void whatChangesMeanwhileIsNoDamage(long seed) throws Exception {
        try (TemporaryStore temporary = new TemporaryStore(clock, TemporaryStore.small(1));
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            LocalObjectStore store = temporary.store();
            BucketName bucket = new StoreClient(store).createBucket("bucket", VersioningState.UNVERSIONED);
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> others = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Random random = new Random(seed * 10 + i);
                others.add(threads.submit(() -> write(store, bucket, random, done)));
            }
            others.add(threads.submit(() -> {
                while (!done.get()) {
                    store.compact(100);
                }
                return null;
            }));
            try {
                for (int i = 0; i < ROUNDS; i++) {
                    ScrubReport report = store.scrub(ScrubOptions.fullSpeed(), ScrubListener.NONE);
                    assertThat(report.isClean())
                            .as("seed %d, round %d: %s", seed, i, report.findings())
                            .isTrue();
                }
            } finally {
                done.set(true);
                for (Future<?> other : others) {
                    other.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static void write(LocalObjectStore store, BucketName bucket, Random random, AtomicBoolean done) {
        StoreClient client = new StoreClient(store);
        while (!done.get()) {
            String name = "key" + random.nextInt(20);
            switch (random.nextInt(4)) {
                case 0 -> client.delete(bucket, name);
                case 1 -> client.put(bucket, name, "x".repeat(6000));
                default -> client.put(bucket, name, "x".repeat(1000));
            }
        }
    }
}
