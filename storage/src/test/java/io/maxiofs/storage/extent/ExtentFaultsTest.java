package io.maxiofs.storage.extent;

import static io.maxiofs.storage.extent.ExtentFixture.FRAME;
import static io.maxiofs.storage.extent.ExtentFixture.MEMORY_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StorageFullException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.extent.VerifyResult.Damage;
import io.maxiofs.storage.file.AfterCrash;
import io.maxiofs.storage.file.DiskCall.Operation;
import io.maxiofs.storage.file.Fault;
import io.maxiofs.storage.file.FaultPlan;
import io.maxiofs.storage.file.SimulatedDisk;
import io.maxiofs.storage.model.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store says when the disk says no. */
@ExtendWith(QuietLog.class)
class ExtentFaultsTest {
    private static final Path ROOT = Path.of("/data/extents");

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final UnreadableDisk unreadable = new UnreadableDisk(disk);

    @BeforeEach
    void makeRoot() throws IOException {
        disk.makeDirectories(ROOT);
    }

    private ExtentFixture fixture() {
        return new ExtentFixture(unreadable, ROOT, MEMORY_SLICES);
    }

    private static void assertUnavailable(Reason reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void saysFullWhenTheDiskIsFullAndGivesTheSpaceBack(boolean encrypted) {
        disk.capacity(3L * FRAME);
        try (ExtentFixture fixture = fixture()) {
            assertThatThrownBy(() -> fixture.write(body(6 * FRAME), encrypted, 1000))
                    .isInstanceOf(StorageFullException.class);

            assertThat(fixture.idsOnDisk()).isEmpty();
            assertThat(disk.usableSpace(ROOT)).isEqualTo(3L * FRAME);
            assertThat(fixture.read(fixture.write(body(FRAME), encrypted), encrypted))
                    .isEqualTo(body(FRAME));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "CREATE_DIRECTORY", "WRITE", "FORCE", "FORCE_DIRECTORY"})
    void stopsWritesWhenTheDiskFails(Operation operation) {
        disk.plan(call -> call.operation() == operation ? Fault.FAIL : Fault.NONE);
        try (ExtentFixture fixture = fixture()) {
            assertUnavailable(Reason.WRITES_STOPPED, () -> fixture.write(body(3 * FRAME), false));

            assertThat(fixture.idsOnDisk()).isEmpty();
        }
    }

    @Test
    void neverTakesASecondForceForTheFirst() {
        try (ExtentFixture fixture = fixture();
                ExtentWriter writer = fixture.store.create(null, -1)) {
            writer.write(ByteBuffer.wrap(body(100)));
            disk.plan(FaultPlan.once(disk.calls().size() + 2, Fault.FAIL));

            assertUnavailable(Reason.WRITES_STOPPED, writer::finish);
            assertThat(disk.calls().getLast().operation()).isEqualTo(Operation.FORCE);
            assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> writer.write(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    /** Later forces succeed, and what the first one lost would be gone after power loss. */
    @ParameterizedTest
    @ValueSource(ints = {1024 * 1024, 1024 * 1024 + 1, 4 * 1024 * 1024})
    void failsTheBodyWhenAForceInTheBackgroundFailed(int size) {
        disk.plan(call -> call.operation() == Operation.FORCE
                        && Thread.currentThread().getName().startsWith("extent-force")
                ? Fault.FAIL
                : Fault.NONE);
        ExtentConfig config = new ExtentConfig(2 * FRAME, 16, 0, 0, 1024 * 1024, false);
        try (ExtentFixture fixture = new ExtentFixture(disk, ROOT, config)) {
            assertUnavailable(Reason.WRITES_STOPPED, () -> fixture.write(body(size), false, 100_000));

            assertThat(fixture.idsOnDisk()).isEmpty();
        }
    }

    @Test
    void storesLongBodiesInTheBackgroundAndAllOfThemInTheEnd() throws IOException {
        byte[] body = body(4 * 1024 * 1024 + 5);
        ExtentConfig config = new ExtentConfig(2 * FRAME, 16, 0, 0, 1024 * 1024, false);
        ExtentRef ref;
        try (ExtentFixture fixture = new ExtentFixture(disk, ROOT, config)) {
            ref = fixture.write(body, false, 100_000);
        }
        assertThat(disk.calls().stream().filter(call -> call.operation() == Operation.FORCE))
                .hasSizeGreaterThan(1);

        SimulatedDisk after = disk.reopen(AfterCrash.DROP_UNFORCED, 1);
        assertThat(new ExtentFixture(after, ROOT, MEMORY_SLICES).read(ref, false))
                .isEqualTo(body);
    }

    @Test
    void goesOnWithoutPreparedNamesWhenTheyCannotBeMade() {
        ExtentConfig config = new ExtentConfig(2 * FRAME, 16, 0, 4, 0, false);
        try (ExtentFixture fixture = new ExtentFixture(disk, ROOT, config)) {
            disk.plan(call -> Thread.currentThread().getName().startsWith("extent-names") ? Fault.FULL : Fault.NONE);
            for (int i = 1; i < 20; i++) {
                assertThat(fixture.read(fixture.write(body(i), false), false)).isEqualTo(body(i));
            }
            assertThat(fixture.idsOnDisk()).hasSize(19);
        }
    }

    @Test
    void leavesWhatCannotBeDeletedToTheNextSweep() {
        try (ExtentFixture fixture = fixture()) {
            ExtentRef ref = fixture.write(body(1), false);
            disk.plan(FaultPlan.on(Operation.DELETE, "", Fault.FAIL));

            fixture.store.delete(ref.extentId());
            assertThat(fixture.idsOnDisk()).containsExactly(ref.extentId());

            disk.plan(FaultPlan.NONE);
            fixture.store.delete(ref.extentId());
            assertThat(fixture.idsOnDisk()).isEmpty();
        }
    }

    @Test
    void callsBytesCorruptThatTheDiskCannotRead() {
        try (ExtentFixture fixture = fixture()) {
            ExtentRef ref = fixture.write(body(8 * FRAME), false);
            unreadable.fail(3L * FRAME, 5L * FRAME, "Input/output error");

            assertThatThrownBy(() -> fixture.read(ref, false))
                    .isInstanceOf(CorruptDataException.class)
                    .hasRootCauseMessage("Input/output error");
            assertThat(fixture.read(ref.slice(new ByteRange(6L * FRAME, FRAME)), false))
                    .hasSize(FRAME);
            assertThat(fixture.store.verify(ref.extentId()).damages())
                    .extracting(Damage::plaintext)
                    .isEqualTo(List.of(new ByteRange(3L * FRAME, 2L * FRAME)));
        }
    }

    @Test
    void doesNotCallBytesCorruptWhenFilesCannotBeOpened() {
        try (ExtentFixture fixture = fixture()) {
            ExtentRef ref = fixture.write(body(10), false);
            unreadable.fail(0, Long.MAX_VALUE, "/data/x: Too many open files");

            assertUnavailable(Reason.OVERLOADED, () -> fixture.read(ref, false));
        }
    }
}
