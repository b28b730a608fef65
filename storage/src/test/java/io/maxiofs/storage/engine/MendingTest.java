package io.maxiofs.storage.engine;

import static io.maxiofs.storage.reference.StoreClient.bytes;
import static io.maxiofs.storage.reference.StoreClient.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.BodySpec;
import io.maxiofs.storage.api.BodyWriter;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.MemoryOnly;
import io.maxiofs.storage.api.ObjectListing.Query;
import io.maxiofs.storage.api.PutRequest;
import io.maxiofs.storage.api.StagedBody;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StoredObject;
import io.maxiofs.storage.api.WriteCondition;
import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.file.DiskCall;
import io.maxiofs.storage.file.Fault;
import io.maxiofs.storage.file.FaultPlan;
import io.maxiofs.storage.file.HeldDisk;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.BucketName;
import io.maxiofs.storage.model.ByteRange;
import io.maxiofs.storage.model.ETag;
import io.maxiofs.storage.model.Encryption;
import io.maxiofs.storage.model.ObjectProperties;
import io.maxiofs.storage.model.ObjectProtection;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.model.VersioningState;
import io.maxiofs.storage.reference.SettableClock;
import io.maxiofs.storage.reference.StoreClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What those who use the store meet while it is opened anew after a failed write. */
class MendingTest {
    private static final Path ROOT = Path.of("/data");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path INDEX = ROOT.resolve("index/index.mv");
    /** Two buffers of an extent's reader and more, so that one is half read when the other is asked for. */
    private static final String LONG = "maxiofs!".repeat(300_000);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final SimulatedDisk simulated = new SimulatedDisk(1);
    private final HeldDisk disk = new HeldDisk(simulated);
    private LocalObjectStore store;
    private StoreClient client;
    private BucketName bucket;

    @BeforeEach
    void open() throws IOException {
        simulated.makeDirectories(ROOT);
        store = LocalObjectStore.open(ROOT, options(), records -> {});
        client = new StoreClient(store);
        bucket = client.createBucket("bucket", VersioningState.UNVERSIONED);
        client.put(bucket, "before", "1");
        client.put(bucket, "long", LONG);
    }

    private StoreOptions options() {
        return new StoreOptions(disk, TemporaryStore.small(100), clock, new SecureRandom(), TenantLimits.NONE);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    /** Lets one force of the journal fail, and with it a write. */
    private void failAWrite() {
        AtomicBoolean armed = new AtomicBoolean();
        simulated.plan(call -> call.operation() == DiskCall.Operation.FORCE
                        && call.path().toString().endsWith(".seg")
                        && armed.getAndSet(false)
                ? Fault.FAIL
                : Fault.NONE);
        await(() -> {
            // The one before may have been met by the thread that prepares segments.
            armed.set(true);
            return !writes("during");
        });
        armed.set(false);
    }

    /** A store whose reopening stands still with the old engine closed and no new one open. */
    private HeldDisk.Hold standStill() {
        HeldDisk.Hold hold = disk.hold(INDEX::equals);
        failAWrite();
        hold.awaitArrival();
        return hold;
    }

    /** A read on a thread of its own. */
    private static final class Reader<T> {
        private final AtomicReference<@Nullable T> result = new AtomicReference<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final Thread thread;

        Reader(Supplier<T> read) {
            thread = Thread.ofPlatform().start(() -> {
                try {
                    result.set(read.get());
                } catch (RuntimeException | Error e) {
                    failure.set(e);
                }
            });
        }

        /** Returns when it has ended or waits for something. */
        void awaitRest() {
            await(() -> switch (thread.getState()) {
                case WAITING, TIMED_WAITING, TERMINATED -> true;
                default -> false;
            });
        }

        T get() {
            await(() -> thread.getState() == Thread.State.TERMINATED);
            assertThat(failure.get()).isNull();
            T read = result.get();
            assertThat(read).isNotNull();
            return read;
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private boolean writes(String name) {
        try {
            client.put(bucket, name, "x");
            return true;
        } catch (StorageUnavailableException e) {
            return false;
        }
    }

    @Test
    void whoReadsWhileTheStoreIsReopenedWaitsAndGetsTheAnswer() {
        StoredObject found = store.find(bucket, key("before"), VersionSelector.CURRENT);
        HeldDisk.Hold hold = standStill();
        List<Reader<?>> readers = new ArrayList<>();
        Reader<String> text = new Reader<>(() -> client.text(bucket, "before"));
        Reader<String> large = new Reader<>(() -> client.text(bucket, "long"));
        Reader<List<String>> keys = new Reader<>(() -> client.keys(bucket));
        Reader<Integer> versions =
                new Reader<>(() -> client.versions(bucket, "before").size());
        Reader<Integer> uploads = new Reader<>(() -> store.listing()
                .listUploads(new Query(bucket, "", null, 10), null, null)
                .entries()
                .size());
        Reader<byte[]> earlier = new Reader<>(() -> StoreClient.read(found));
        readers.addAll(List.of(text, large, keys, versions, uploads, earlier));
        readers.forEach(Reader::awaitRest);
        hold.release();

        assertThat(text.get()).isEqualTo("1");
        assertThat(large.get()).isEqualTo(LONG);
        assertThat(keys.get()).contains("before", "long");
        assertThat(versions.get()).isEqualTo(1);
        assertThat(uploads.get()).isZero();
        assertThat(earlier.get()).isEqualTo(bytes("1"));
        await(() -> writes("after"));
    }

    @Test
    void aThreadThatMustNotWaitDoesNot() {
        HeldDisk.Hold hold = standStill();

        assertThat(MemoryOnly.run(() -> store.find(bucket, key("before"), VersionSelector.CURRENT)))
                .isEmpty();

        hold.release();
        await(() -> writes("after"));
    }

    @Test
    void whatStandsInMemoryIsToldAtOnce() {
        HeldDisk.Hold hold = standStill();

        assertThat(store.buckets().list()).hasSize(1);
        assertThat(store.buckets().usage(bucket).totalBytes()).isEqualTo(1 + LONG.length());

        hold.release();
        await(() -> writes("after"));
    }

    @Test
    void readersAreToldThatAStoreThatDoesNotOpenIsNotAvailable() {
        disk.refuse(INDEX::equals);
        failAWrite();
        await(() -> disk.refusals() > 0);

        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> client.text(bucket, "before"));
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> client.keys(bucket));

        disk.refuse(path -> false);
        await(() -> writes("after"));
        assertThat(client.text(bucket, "before")).isEqualTo("1");
    }

    @Test
    void readsGoOnWhileTheDiskTakesNoWrites() {
        simulated.plan(FaultPlan.on(DiskCall.Operation.FORCE, ".seg", Fault.FAIL));
        assertThat(writes("during")).isFalse();
        int forces = journalForces();
        await(() -> journalForces() >= forces + 2);

        assertThat(client.text(bucket, "before")).isEqualTo("1");
        assertThat(client.keys(bucket)).containsExactly("before", "long");
        assertThat(store.engine().isEnding())
                .as("what can be read is not closed")
                .isFalse();

        simulated.plan(FaultPlan.NONE);
        await(() -> writes("after"));
    }

    /** Each try to write again begins with one. */
    private int journalForces() {
        return (int) simulated.calls().stream()
                .filter(call -> call.operation() == DiskCall.Operation.FORCE
                        && call.path().toString().endsWith(".seg"))
                .count();
    }

    @Test
    void aBodyBeingReadIsReadToItsEndEvenIfItIsDeletedMeanwhile() {
        StoredObject object = store.find(bucket, key("long"), VersionSelector.CURRENT);
        try (BodyReader reader = object.open(ByteRange.all(LONG.length()), null)) {
            int length = next(reader).length();
            HeldDisk.Hold hold = standStill();
            length += next(reader).length();
            hold.release();
            await(() -> writes("after"));
            client.delete(bucket, "long");

            StringBuilder rest = new StringBuilder();
            for (String piece = next(reader); !piece.isEmpty(); piece = next(reader)) {
                rest.append(piece);
            }
            assertThat(rest).hasToString(LONG.substring(length));
        }
    }

    private static String next(BodyReader reader) {
        BodyReader.Slice slice = reader.next();
        if (slice == null) {
            return "";
        }
        byte[] read = new byte[(int) slice.length()];
        ((BodyReader.Memory) slice).bytes().duplicate().get(read);
        return new String(read, StandardCharsets.UTF_8);
    }

    /** Its bytes are referred to by nothing while the store looks for what nothing refers to. */
    @Test
    void anUploadThatWasUnderWayIsWhole() throws IOException {
        byte[] content = bytes(LONG);
        StagedBody staged;
        try (BodyWriter writer = store.newBody(BodySpec.ofSize(content.length))) {
            writer.write(ByteBuffer.wrap(content, 0, content.length / 2));
            StagedBody ready = client.stage(content);
            failAWrite();
            await(() -> writes("after"));
            await(() -> store.engine().maintenance().isSwept());
            put("staged before", ready);
            writer.write(ByteBuffer.wrap(content, content.length / 2, content.length - content.length / 2));
            staged = writer.finish();
        }
        put("under way", staged);

        assertThat(client.text(bucket, "staged before")).isEqualTo(LONG);
        assertThat(client.text(bucket, "under way")).isEqualTo(LONG);
        store.close();
        store = LocalObjectStore.open(ROOT, options(), records -> {});
        assertThat(new StoreClient(store).text(bucket, "under way")).isEqualTo(LONG);
    }

    private void put(String name, StagedBody body) {
        PutRequest.Content said = new PutRequest.Content(ETag.ofMd5(body.md5().orElseThrow()), null, Encryption.NONE);
        PutRequest.Target target = new PutRequest.Target(bucket, key(name), WriteCondition.NONE);
        StoreClient.await(store.put(
                new PutRequest(target, StoreClient.OWNER, said, ObjectProperties.NONE, ObjectProtection.NONE), body));
    }

    @Test
    void bytesOfAWriteThatFailedAreGivenBackUnlessItTurnsOutToBeThere() {
        StagedBody body = client.stage(bytes(LONG));
        simulated.plan(FaultPlan.on(DiskCall.Operation.FORCE, ".seg", Fault.FAIL));
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> put("large", body));
        simulated.plan(FaultPlan.NONE);
        await(() -> writes("after"));
        await(() -> store.engine().maintenance().isSwept());

        if (client.keys(bucket).contains("large")) {
            assertThat(client.text(bucket, "large")).isEqualTo(LONG);
        } else {
            await(() -> extents() == 1);
        }
    }

    /** Files of bodies, without the empty ones that wait for one. */
    private long extents() {
        ExtentStore extents = store.engine().extents();
        long[] count = new long[1];
        extents.forEachId(id -> count[0] += hasBytes(extents, id) ? 1 : 0);
        return count[0];
    }

    private static boolean hasBytes(ExtentStore extents, long id) {
        try {
            return extents.storedBytes(id) > 0;
        } catch (CorruptDataException e) {
            // Deleted since its name was read.
            return false;
        }
    }

    @Test
    void aClosedStoreSaysSo() throws IOException {
        StoredObject object = store.find(bucket, key("before"), VersionSelector.CURRENT);
        store.close();

        assertThatThrownBy(() -> StoreClient.read(object))
                .isInstanceOfSatisfying(
                        StorageUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(StorageUnavailableException.Reason.CLOSED));
    }
}
