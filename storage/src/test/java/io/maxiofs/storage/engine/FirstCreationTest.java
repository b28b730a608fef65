package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A fault at every call of the very first opening: the next one makes the store, or finds it; nothing stays open. */
class FirstCreationTest {
    private static final Path ROOT = Path.of("/data");
    private static final BucketName BUCKET = new BucketName("bucket");

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @Test
    void aFirstOpeningMayFailAnywhere() throws IOException {
        int points = new CrashEnumeration(1, 3).run(() -> new FirstRun());
        System.out.println("First creation: " + points + " faults");
        assertThat(points).isGreaterThan(60);
    }

    private StoreOptions options(SimulatedDisk disk) {
        return new StoreOptions(disk, TemporaryStore.small(1), clock, new SecureRandom(), TenantLimits.NONE);
    }

    private final class FirstRun implements CrashEnumeration.Run {
        private boolean confirmed;

        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            disk.makeDirectories(ROOT);
        }

        @Override
        public void work(SimulatedDisk disk) throws IOException {
            LocalObjectStore store;
            try {
                store = LocalObjectStore.open(ROOT, options(disk), records -> {});
            } catch (IOException | RuntimeException e) {
                assertThat(disk.openFiles()).as("open after " + e).isZero();
                throw e;
            }
            try {
                StoreClient client = new StoreClient(store);
                client.createBucket(BUCKET.value(), VersioningState.UNVERSIONED);
                client.put(BUCKET, "first", "1");
                confirmed = true;
            } finally {
                store.close();
            }
        }

        @Override
        public void verify(SimulatedDisk disk) throws IOException {
            try (LocalObjectStore store = LocalObjectStore.open(ROOT, options(disk), records -> {})) {
                StoreClient client = new StoreClient(store);
                if (confirmed) {
                    assertThat(client.text(BUCKET, "first")).isEqualTo("1");
                } else {
                    assertThat(store.buckets().list()).hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }
}
