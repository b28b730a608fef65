package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.file.DiskCall;
import io.maxiofs.storage.file.Fault;
import io.maxiofs.storage.file.FaultPlan;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failing, full, vanished or lying disk does to those who use the store. */
class BadDiskTest {
    private static final Path ROOT = Path.of("/data");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final SimulatedDisk disk = new SimulatedDisk(1);
    private EngineConfig config = TemporaryStore.small(100);
    private LocalObjectStore store;
    private StoreClient client;
    private BucketName bucket;

    @BeforeEach
    void open() throws IOException {
        disk.makeDirectories(ROOT);
        store = LocalObjectStore.open(ROOT, options(), records -> {});
        client = new StoreClient(store);
        bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
    }

    private StoreOptions options() {
        return new StoreOptions(disk, config, clock, new SecureRandom(), TenantLimits.NONE);
    }

    @AfterEach
    void close() throws IOException {
        disk.plan(FaultPlan.NONE);
        store.close();
    }

    @Test
    void aFailedForceFailsTheWriteAndTheStoreResumesWhenItHasReadItsJournalBack() {
        client.put(bucket, "before", "1");
        disk.plan(FaultPlan.on(DiskCall.Operation.FORCE, ".seg", Fault.FAIL));

        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> client.put(bucket, "during", "2"))
                .matches(e -> e.reason() == Reason.WRITES_STOPPED);
        assertThat(client.text(bucket, "before")).isEqualTo("1");
        assertThat(client.keys(bucket)).containsExactly("before");

        disk.plan(FaultPlan.NONE);
        await(() -> writes("after"));
        assertThat(client.keys(bucket)).contains("before", "after");
        assertThat(client.text(bucket, "before")).isEqualTo("1");
    }

    private boolean writes(String name) {
        try {
            client.put(bucket, name, "x");
            return true;
        } catch (StorageUnavailableException e) {
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
    void atTheFloorOfFreeSpaceBodiesAreRefusedAndDeletesGoOn() throws IOException {
        client.put(bucket, "old", "1");
        store.close();
        config = config.withSpace(new EngineConfig.Space(0, Long.MAX_VALUE, 100));
        store = LocalObjectStore.open(ROOT, options(), records -> {});
        client = new StoreClient(store);

        assertThatExceptionOfType(StorageFullException.class).isThrownBy(() -> store.newBody(BodySpec.ofSize(1)));
        assertThat(client.text(bucket, "old")).isEqualTo("1");
        client.delete(bucket, "old");
        assertThat(client.keys(bucket)).isEmpty();
    }

    @Test
    void aVanishedDirectoryIsNoticedAndNothingIsCreatedInItsPlace() throws IOException {
        client.put(bucket, "kept", "1");
        disk.move(ROOT.resolve("maxiofs.id"), ROOT.resolve("gone"));

        await(() -> reasonOfRefusal() == Reason.DRIVE_MISSING);
        int calls = disk.calls().size();
        assertThat(reasonOfRefusal()).isEqualTo(Reason.DRIVE_MISSING);
        assertThat(disk.calls()).as("nothing is written").hasSize(calls);

        disk.move(ROOT.resolve("gone"), ROOT.resolve("maxiofs.id"));
        await(() -> writes("after"));
        assertThat(client.text(bucket, "kept")).isEqualTo("1");
    }

    private Reason reasonOfRefusal() {
        try {
            client.put(bucket, "probe", "x");
            return Reason.CLOSED;
        } catch (StorageUnavailableException e) {
            return e.reason();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 3000, 100_000})
    void changedBytesAreNeverHandedOut(int size) throws IOException {
        String text = "maxiofs!".repeat(size / 8 + 1);
        client.put(bucket, "a", text);
        StoredObject object = store.find(bucket, key("a"), VersionSelector.CURRENT);
        corrupt(text.substring(0, 8));

        assertThatExceptionOfType(CorruptDataException.class).isThrownBy(() -> readAll(object));
    }

    private void corrupt(String needle) throws IOException {
        for (Path directory : new Path[] {ROOT.resolve("journal"), ROOT.resolve("extents")}) {
            DiskSearch.find(disk, directory, needle).ifPresent(place -> place.flip(disk));
        }
    }

    private static void readAll(StoredObject object) {
        try (BodyReader reader =
                object.open(ByteRange.all(object.version().requireContent().size()), null)) {
            BodyReader.Slice slice = reader.next();
            while (slice != null) {
                slice = reader.next();
            }
        }
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        store.close();
        DiskSearch.find(disk, ROOT, "format=1").ifPresent(place -> place.replaceLast(disk, '9'));

        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> LocalObjectStore.open(ROOT, options(), records -> {}))
                .withMessageContaining("format 9");
        DiskSearch.find(disk, ROOT, "format=9").ifPresent(place -> place.replaceLast(disk, '1'));
        store = LocalObjectStore.open(ROOT, options(), records -> {});
    }

    @Test
    void anEmptyMountPointOfAStoreIsNotTaken() throws IOException {
        store.close();
        disk.delete(ROOT.resolve("maxiofs.id"));

        assertThatExceptionOfType(StoreRefusedException.class)
                .isThrownBy(() -> LocalObjectStore.open(ROOT, options(), records -> {}));
    }
}
