package io.maxiofs.storage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a look at the disk finds while nobody stores anything. */
class StoreWatchTest {
    private static final Path ROOT = Path.of("/data");
    private static final Path IDENTITY = ROOT.resolve("maxiofs.id");
    private static final Path UNPLUGGED = ROOT.resolve("unplugged");
    private static final long FLOOR = 1 << 20;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private LocalObjectStore store;
    private StoreClient client;
    private BucketName bucket;

    @BeforeEach
    void open() throws IOException {
        disk.makeDirectories(ROOT);
        EngineConfig config = TemporaryStore.small(100).withSpace(new EngineConfig.Space(0, FLOOR, 100));
        store = LocalObjectStore.open(
                ROOT,
                new StoreOptions(
                        disk,
                        config,
                        new SettableClock(Instant.parse("2026-03-01T12:00:00Z")),
                        new SecureRandom(),
                        TenantLimits.NONE),
                records -> {});
        client = new StoreClient(store);
        bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
        client.put(bucket, "kept", "1");
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void seesThatSpaceIsShortAndThatItIsThereAgain() {
        long before = disk.totalSpace(ROOT);
        assertThat(store.watch().condition().spaceShort()).isFalse();

        disk.capacity(before - disk.usableSpace(ROOT) + FLOOR);
        assertThat(store.watch().condition().spaceShort()).as("not yet looked").isFalse();
        store.watch().look();
        assertThat(store.watch().condition().spaceShort()).isTrue();
        assertThat(client.text(bucket, "kept")).isEqualTo("1");

        disk.capacity(before);
        store.watch().look();
        assertThat(store.watch().condition().spaceShort()).isFalse();
    }

    @Test
    void answersNothingOnceTheDriveWasSeenToBeGoneUntilItIsBack() throws IOException {
        disk.move(IDENTITY, UNPLUGGED);
        assertThat(client.text(bucket, "kept")).as("not yet looked").isEqualTo("1");

        store.watch().look();
        assertThat(reason()).isEqualTo(Reason.DRIVE_MISSING);
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> client.text(bucket, "kept"))
                .matches(e -> e.reason() == Reason.DRIVE_MISSING);
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> client.put(bucket, "more", "2"))
                .matches(e -> e.reason() == Reason.DRIVE_MISSING);
        int calls = disk.calls().size();
        store.watch().look();
        assertThat(disk.calls()).as("nothing is written").hasSize(calls);

        disk.move(UNPLUGGED, IDENTITY);
        await(() -> reason() == null);
        assertThat(client.text(bucket, "kept")).isEqualTo("1");
        client.put(bucket, "more", "2");
        assertThat(client.keys(bucket)).containsExactly("kept", "more");
    }

    @Test
    void aClosedStoreIsNotLookedAt() throws IOException {
        store.close();
        store.watch().look();
        assertThat(reason()).isEqualTo(Reason.CLOSED);
    }

    private @Nullable Reason reason() {
        StorageUnavailableException refusal = store.watch().condition().refusal();
        return refusal == null ? null : refusal.reason();
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
