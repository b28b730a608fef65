package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.maxiofs.storage.engine.StoreKeys.State;
import io.maxiofs.storage.maintenance.BodyRows;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.RandomWorkload;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import io.maxiofs.storage.reference.WorkloadSide;
import io.maxiofs.storage.reference.WorkloadStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rotation of master keys: everything stays readable, and in the end no body needs the old key. */
class StoreKeysTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STEPS = 400;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static long outdated(LocalObjectStore store) {
        Engine engine = store.engine();
        long[] count = new long[1];
        new BodyRows(engine.state().durable())
                .forEach(
                        row -> count[0] += RewrapCommands.isOutdated(row.body(), engine.masterKeys()) ? 1 : 0,
                        finding -> {
                            throw new AssertionError(finding);
                        });
        return count[0];
    }

    private static void rewrap(LocalObjectStore store) {
        assertThat(store.keys().rewrap()).isTrue();
        await(() -> store.keys().status().state() != State.BUSY);
        assertThat(store.keys().status().state()).isEqualTo(State.DONE);
    }

    /** Versions, delete markers, copies, parts of unfinished uploads, inline and in extents. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void afterARewrapNothingNeedsTheOldKey(long seed) throws IOException {
        EngineConfig config = TemporaryStore.small(100).withInlineBytes(24).withEncryption(true);
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            LocalObjectStore store = temporary.store();
            WorkloadSide side = new WorkloadSide(store);
            RandomWorkload workload = new RandomWorkload(seed, clock);
            for (int i = 0; i < STEPS; i++) {
                WorkloadStep step = workload.next();
                side.apply(step);
            }
            String before = side.snapshot();
            assertThat(store.keys().rotate("default").version()).isEqualTo(2);
            assertThat(outdated(store)).as("seed %d", seed).isPositive();
            assertThat(side.snapshot()).isEqualTo(before);

            rewrap(store);
            assertThat(store.keys().status().rewrapped()).isPositive();
            assertThat(outdated(store)).isZero();
            assertThat(side.snapshot()).isEqualTo(before);

            LocalObjectStore rebuilt = temporary.reopenAfter(() -> removeIndex(temporary.root()));
            assertThat(outdated(rebuilt)).as("after the index was made anew").isZero();
            assertThat(side.withStore(rebuilt).snapshot().lines().toList())
                    .hasSameSizeAs(before.lines().toList());
            rewrap(rebuilt);
            assertThat(rebuilt.keys().status().rewrapped()).isZero();
        }
    }

    private static void removeIndex(Path root) {
        try (Stream<Path> files = Files.list(root.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void bothWrapsAreReadWhileItIsUnderWayAndWrittenWithTheNewOne() throws IOException {
        EngineConfig config = TemporaryStore.small(1).withEncryption(true);
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            LocalObjectStore store = temporary.store();
            StoreClient client = new StoreClient(store);
            BucketName bucket = client.createBucket("bucket", VersioningState.ENABLED);
            client.put(bucket, "a", "old");
            store.keys().rotate("default");
            client.put(bucket, "a", "new");
            assertThat(outdated(store)).isEqualTo(1);
            assertThat(client.text(bucket, "a")).isEqualTo("new");
            assertThat(StoreClient.read(store.find(
                            bucket,
                            key("a"),
                            new VersionSelector.Exact(
                                    client.versions(bucket, "a").get(1).id()))))
                    .isEqualTo(StoreClient.bytes("old"));
        }
    }

    @Test
    void aNameThatIsNotThereIsNotRotatedIntoBeing() {
        try (TemporaryStore temporary = new TemporaryStore(clock, 1)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> temporary.store().keys().rotate("another"));
        }
    }

    @Test
    void oneCopyOfTheKeyFileIsEnough() throws IOException {
        EngineConfig config = TemporaryStore.small(1).withEncryption(true);
        try (TemporaryStore temporary = new TemporaryStore(clock, config)) {
            StoreClient client = new StoreClient(temporary.store());
            BucketName bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
            client.put(bucket, "a", "1");
            Path keys = temporary.root().resolve("keys").resolve("storage.keys");
            StoreClient again = new StoreClient(temporary.reopenAfter(() -> delete(keys)));
            assertThat(again.text(bucket, "a")).isEqualTo("1");
            assertThat(keys).exists();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
