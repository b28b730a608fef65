package io.maxiofs.storage.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.engine.DataDirectory;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.AfterCrash;
import io.maxiofs.storage.file.CrashEnumeration;
import io.maxiofs.storage.file.DataFile;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.DiskCall;
import io.maxiofs.storage.file.DiskFullException;
import io.maxiofs.storage.file.Fault;
import io.maxiofs.storage.file.FaultPlan;
import io.maxiofs.storage.file.FileReplacement;
import io.maxiofs.storage.file.SimulatedDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A fault at every call of a move: one of the two directories can be started, never both, and nothing is lost. */
class MoveCrashTest {
    private static final long SEED = 20261121;
    private static final int REORDERINGS = 3;
    private static final Path SOURCE = Path.of("/small/data");
    private static final Path LARGE = Path.of("/large");
    private static final Path TARGET = LARGE.resolve("data");
    private static final UUID STORE = UUID.fromString("6f1a2b5c-0000-4000-8000-000000000001");
    private static final MoveFiles FILES = new MoveFiles(Set.of("server/admin.token"), Set.of("server"));

    private static final Map<String, String> CONTENT = new TreeMap<>(Map.of(
            "maxiofs.id", "format=1\nid=" + STORE + "\n",
            "journal/1.seg", "x".repeat(3000),
            "extents/00/1.ext", "y".repeat(700),
            "extents/01/2.ext", "",
            "keys/storage.keys", "secret",
            "server/maxiofs.db", "people",
            "holiday.txt", "somebody's own"));

    private static SimulatedDisk newDisk() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(SEED);
        fill(disk);
        return disk;
    }

    private static void fill(SimulatedDisk disk) throws IOException {
        disk.makeDirectories(SOURCE);
        disk.makeDirectories(LARGE);
        for (Map.Entry<String, String> file : CONTENT.entrySet()) {
            Path path = SOURCE.resolve(file.getKey());
            disk.makeDirectories(Objects.requireNonNull(path.getParent()));
            write(disk, path, file.getValue());
        }
        write(disk, SOURCE.resolve("server/admin.token"), "of a process");
        write(disk, SOURCE.resolve("lock"), "");
    }

    private static void write(Disk disk, Path path, String text) throws IOException {
        new FileReplacement(disk).replace(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static StoreMove move(Disk disk) {
        return new StoreMove(disk, SOURCE, TARGET, FILES, MoveListener.NONE);
    }

    private static boolean isStartable(SimulatedDisk disk, Path root) throws IOException {
        try (DataDirectory directory = DataDirectory.take(disk, root, null)) {
            return directory.id().equals(STORE);
        } catch (StoreRefusedException e) {
            return false;
        }
    }

    private static Map<String, String> content(Disk disk, Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        read(disk, root, root, content);
        content.keySet().removeIf(name -> FILES.notMoved().contains(name) && !name.equals("maxiofs.id.arriving"));
        return content;
    }

    private static void read(Disk disk, Path root, Path directory, Map<String, String> into) throws IOException {
        for (Path path : disk.list(directory)) {
            if (disk.kind(path) == Disk.Kind.DIRECTORY) {
                read(disk, root, path, into);
                continue;
            }
            try (DataFile file = disk.open(path, OpenMode.READ)) {
                ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
                file.read(bytes, 0);
                into.put(
                        root.relativize(path).toString().replace('\\', '/'),
                        new String(bytes.array(), StandardCharsets.UTF_8));
            }
        }
    }

    private static SimulatedDisk same(SimulatedDisk disk) {
        return disk.imagine(AfterCrash.PROCESS_KILLED, SEED);
    }

    /** @return where the store is */
    private static Path requireOneStore(SimulatedDisk disk) throws IOException {
        boolean targetFirst = isStartable(disk, targetOn(disk));
        boolean sourceThen = isStartable(disk, SOURCE);
        assertThat(targetFirst ^ sourceThen)
                .as("source %s, target %s", sourceThen, targetFirst)
                .isTrue();
        Path store = targetFirst ? TARGET : SOURCE;
        assertThat(content(disk, store)).isEqualTo(CONTENT);
        return store;
    }

    /** A directory that is not there is no store either. */
    private static Path targetOn(SimulatedDisk disk) {
        return disk.exists(TARGET) ? TARGET : LARGE;
    }

    private abstract static class Moving implements CrashEnumeration.Run {
        @Override
        public void prepare(SimulatedDisk disk) throws IOException {
            fill(disk);
        }

        @Override
        public void verify(SimulatedDisk disk) throws IOException {
            SimulatedDisk sourceFirst = same(disk);
            boolean source = isStartable(sourceFirst, SOURCE);
            assertThat(source ^ isStartable(sourceFirst, targetOn(sourceFirst)))
                    .as("source first: %s", source)
                    .isTrue();
            Path store = requireOneStore(same(disk));
            goOn(same(disk));
            if (store.equals(SOURCE)) {
                giveUp(same(disk));
            }
        }

        private static void goOn(SimulatedDisk disk) throws IOException {
            assertThat(move(disk).run().store()).isEqualTo(STORE);
            SimulatedDisk later = disk.reopen(AfterCrash.DROP_UNFORCED, SEED);
            assertThat(requireOneStore(later)).isEqualTo(TARGET);
        }

        private static void giveUp(SimulatedDisk disk) throws IOException {
            try {
                move(disk).cancel();
            } catch (StoreRefusedException e) {
                // Nothing had begun.
                assertThat(e).hasMessageContaining("under way");
            }
            SimulatedDisk later = disk.reopen(AfterCrash.DROP_UNFORCED, SEED);
            assertThat(requireOneStore(later)).isEqualTo(SOURCE);
            assertThat(later.exists(SOURCE.resolve("maxiofs.moving"))).isFalse();
            if (later.exists(TARGET)) {
                assertThat(later.list(TARGET))
                        .allMatch(path -> path.endsWith("lock") || path.endsWith("maxiofs.arriving.new"));
            }
        }
    }

    @Test
    void oneStoreWhereverItBreaks() throws IOException {
        int looked = new CrashEnumeration(SEED, REORDERINGS).run(() -> new Moving() {
            @Override
            public void work(SimulatedDisk disk) throws IOException {
                move(disk).run();
            }
        });
        assertThat(looked).isGreaterThan(200);
    }

    @Test
    void oneStoreWhereverASecondTryBreaks() throws IOException {
        new CrashEnumeration(SEED, 1).run(() -> new Moving() {
            @Override
            public void prepare(SimulatedDisk disk) throws IOException {
                super.prepare(disk);
                AtomicInteger bytes = new AtomicInteger();
                MoveListener stopping = new MoveListener() {
                    @Override
                    public void progress(MoveProgress progress) {
                        bytes.set((int) progress.bytes());
                    }

                    @Override
                    public boolean isStopWanted() {
                        return bytes.get() > 1000;
                    }
                };
                assertThatThrownBy(() -> new StoreMove(disk, SOURCE, TARGET, FILES, stopping).run())
                        .isInstanceOf(MoveStoppedException.class);
            }

            @Override
            public void work(SimulatedDisk disk) throws IOException {
                move(disk).run();
            }
        });
    }

    @Test
    void oneStoreWhereverGivingUpBreaks() throws IOException {
        new CrashEnumeration(SEED, 1).run(() -> new Moving() {
            @Override
            public void prepare(SimulatedDisk disk) throws IOException {
                super.prepare(disk);
                int begun = disk.calls().size();
                disk.plan(call -> call.number() > begun && call.path().endsWith("2.ext") ? Fault.FAIL : Fault.NONE);
                assertThatThrownBy(() -> move(disk).run()).isInstanceOf(IOException.class);
                disk.plan(FaultPlan.NONE);
            }

            @Override
            public void work(SimulatedDisk disk) throws IOException {
                move(disk).cancel();
            }
        });
    }

    @Test
    void aFullDiskEndsItAndRoomLetsItGoOn() throws IOException {
        SimulatedDisk disk = newDisk();
        disk.plan(call -> call.path().endsWith("maxiofs.copying")
                        && call.operation() == DiskCall.Operation.WRITE
                        && disk.exists(TARGET.resolve("extents/00/1.ext"))
                ? Fault.FULL
                : Fault.NONE);
        assertThatThrownBy(() -> move(disk).run()).isInstanceOf(DiskFullException.class);
        assertThat(requireOneStore(same(disk))).isEqualTo(SOURCE);
        disk.plan(FaultPlan.NONE);
        MoveReport report = move(disk).run();
        assertThat(report.alreadyThere()).isEqualTo(2);
        assertThat(report.replaced()).isZero();
        assertThat(requireOneStore(disk)).isEqualTo(TARGET);
    }

    @Test
    void tooLittleRoomIsSaidBeforeAnythingIsWritten() throws IOException {
        SimulatedDisk disk = newDisk();
        disk.capacity(1 << 20);
        int before = disk.calls().size();
        assertThatThrownBy(() -> move(disk).run())
                .isInstanceOf(StoreRefusedException.class)
                .hasMessageContaining("are needed");
        assertThat(disk.calls()).hasSize(before);
    }

    @Test
    void theOldCopyIsDeletedOnlyAfterTheNewOneWasOpened() throws IOException {
        SimulatedDisk disk = newDisk();
        MovedSource old = new MovedSource(disk, SOURCE, TARGET, FILES, MoveListener.NONE);
        assertThatThrownBy(old::delete).hasMessageContaining("has not been moved");
        move(disk).run();
        assertThatThrownBy(old::delete).hasMessageContaining("not been opened");
        write(
                disk,
                TARGET.resolve("maxiofs.arriving"),
                new String(
                                new FileReplacement(disk)
                                        .read(TARGET.resolve("maxiofs.arriving"), 1000)
                                        .orElseThrow(),
                                StandardCharsets.UTF_8)
                        .replace("phase=complete", "phase=opened"));
        assertThat(old.delete()).containsExactly(SOURCE.resolve("holiday.txt"));
        assertThat(disk.list(SOURCE)).containsExactly(SOURCE.resolve("holiday.txt"));
        assertThat(content(disk, TARGET)).isEqualTo(CONTENT);
    }
}
