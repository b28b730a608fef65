package io.maxiofs.storage.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.maxiofs.storage.engine.LocalObjectStore;
import io.maxiofs.storage.engine.StoreRefusedException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.reference.WorkloadSide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Real directories with what a real store wrote. */
class StoreMoveTest {
    private static final int STEPS = 300;
    private static final int LARGE = (2 << 20) + 500_000;
    private static final MoveFiles FILES = new MoveFiles(Set.of("server/admin.token"), Set.of("server"));

    private static StoreMove move(Path source, Path target) {
        return new StoreMove(new LocalDisk(), source, target, FILES, MoveListener.NONE);
    }

    /** Content by name below {@code root}, without what belongs to the directory. */
    private static Map<String, Long> files(Path root) throws IOException {
        Map<String, Long> files = new TreeMap<>();
        try (var all = Files.walk(root)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(path).toString().replace('\\', '/');
                if (!FILES.notMoved().contains(name)) {
                    files.put(name, Files.size(path));
                }
            }
        }
        return files;
    }

    @Test
    void theMovedStoreHasEverythingAndTheOldOneRefuses() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            WorkloadSide side = folder.fill(41, STEPS);
            String expected = folder.snapshot(side, folder.root());
            Path own = Files.createDirectories(folder.root().resolve("own"));
            Files.write(own.resolve("large.bin"), DataFolder.bytes(5, LARGE));
            Map<String, Long> before = files(folder.root());
            Path target = folder.beside().resolve("new");
            List<MoveProgress> told = new ArrayList<>();
            MoveReport report = new StoreMove(new LocalDisk(), folder.root(), target, FILES, told::add).run();

            assertThat(report.files()).isEqualTo(before.size());
            assertThat(report.bytes())
                    .isEqualTo(
                            before.values().stream().mapToLong(Long::longValue).sum());
            assertThat(told)
                    .anyMatch(p -> p.step() == MoveProgress.Step.COPY && p.bytes() > 0 && p.bytes() < p.totalBytes());
            assertThat(told.getLast().bytes()).isLessThanOrEqualTo(report.bytes());
            assertThat(files(target)).isEqualTo(before);
            assertThat(Files.mismatch(own.resolve("large.bin"), target.resolve("own/large.bin")))
                    .isEqualTo(-1);
            assertThatThrownBy(folder::open)
                    .isInstanceOfSatisfying(
                            StoreRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo(StoreRefusedException.Reason.MOVED))
                    .hasMessageContaining("moved to " + target);
            assertThatThrownBy(folder::verify).hasMessageContaining("moved to " + target);
            assertThatThrownBy(() -> new StoreRescue(new LocalDisk(), folder.root(), folder.clock(), ScrubListener.NONE)
                            .run(records -> {}))
                    .hasMessageContaining("moved to " + target);

            MovedSource old = new MovedSource(new LocalDisk(), folder.root(), target, FILES, MoveListener.NONE);
            assertThatThrownBy(old::delete).hasMessageContaining("not been opened");
            assertThat(folder.snapshot(side, target)).isEqualTo(expected);
            assertThat(old.delete()).containsExactly(own);
            assertThat(folder.snapshot(side, target)).isEqualTo(expected);
        }
    }

    @Test
    void aSecondTryKeepsWhatIsEqualAndMendsWhatIsNot() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            WorkloadSide side = folder.fill(42, STEPS);
            Path target = folder.newDirectory("new");
            Path last = folder.root().resolve("zz-last");
            Files.write(last, DataFolder.bytes(6, LARGE));
            assertThatThrownBy(() -> new StoreMove(
                                    new LocalDisk(),
                                    folder.root(),
                                    target,
                                    FILES,
                                    new StoppedAfter(target.resolve("maxiofs.id.arriving")))
                            .run())
                    .isInstanceOf(MoveStoppedException.class);
            assertThatThrownBy(() -> folder.open(target))
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("unfinished copy");
            // A server works on the original once more, as it may, and somebody touches the copy.
            try (LocalObjectStore store = folder.open()) {
                side.reopen(store);
            }
            String expected = folder.snapshot(side, folder.root());
            DataFolder.flip(first(target, ".ext"), 3);
            Files.writeString(target.resolve("extents").resolve("stray"), "not in the original");
            assertThatThrownBy(() -> move(folder.root(), folder.beside().resolve("other"))
                            .run())
                    .hasMessageContaining("--cancel");

            MoveReport report = move(folder.root(), target).run();
            assertThat(report.alreadyThere()).isPositive();
            assertThat(report.replaced()).isPositive();
            assertThat(target.resolve("extents").resolve("stray")).doesNotExist();
            assertThat(folder.snapshot(side, target)).isEqualTo(expected);
            assertThat(move(folder.root(), target).run().files())
                    .as("once more does nothing")
                    .isZero();
        }
    }

    /** Wants the end in the middle of a file, when {@code before} is in the copy. */
    private record StoppedAfter(Path before) implements MoveListener {
        @Override
        public void progress(MoveProgress progress) {}

        @Override
        public boolean isStopWanted() {
            return Files.exists(before) && Files.exists(before.resolveSibling("maxiofs.copying"));
        }
    }

    private static Path first(Path root, String suffix) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void givingUpLeavesTheOriginalAsItWas() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.fill(43, STEPS);
            Map<Path, String> before = folder.contents();
            Path target = folder.newDirectory("new");
            assertThatThrownBy(() -> new StoreMove(
                                    new LocalDisk(),
                                    folder.root(),
                                    target,
                                    FILES,
                                    new StoppedAfter(target.resolve("extents")))
                            .run())
                    .isInstanceOf(MoveStoppedException.class);
            assertThat(target.resolve("extents")).exists();
            assertThat(move(folder.root(), target).cancel()).isTrue();
            assertThat(target).isEmptyDirectory();
            assertThat(folder.contents()).isEqualTo(before);
            assertThatThrownBy(() -> move(folder.root(), target).cancel()).hasMessageContaining("under way");
        }
    }

    @Test
    void refusesWhatCannotGoWell() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.fill(44, STEPS);
            Path root = folder.root();
            Path used = folder.newDirectory("used");
            Files.writeString(used.resolve("letter.txt"), "x");
            assertThatThrownBy(() -> move(root, root).check()).hasMessageContaining("where the store is");
            assertThatThrownBy(() -> move(root, root.resolve("in")).check()).hasMessageContaining("inside");
            assertThatThrownBy(() -> move(root, folder.beside()).check()).hasMessageContaining("contains");
            assertThatThrownBy(() -> move(root, used).check()).hasMessageContaining("letter.txt");
            assertThatThrownBy(() -> move(root, folder.beside().resolve("a").resolve("b"))
                            .check())
                    .hasMessageContaining("drive connected");
            assertThatThrownBy(() -> move(used, folder.beside().resolve("c")).check())
                    .hasMessageContaining("No store");
            Path target = folder.beside().resolve("new");
            try (LocalObjectStore open = folder.open()) {
                assertThat(open.id()).isNotNull();
                assertThat(move(root, target).check().files()).isPositive();
                assertThatThrownBy(() -> move(root, target).run()).hasMessageContaining("Another process");
            }
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void secretsStayPrivateAndLinksAreRefused() throws IOException {
        try (DataFolder folder = new DataFolder()) {
            folder.fill(45, STEPS);
            assumeTrue(Files.getFileAttributeView(folder.root(), PosixFileAttributeView.class) != null);
            Path server = Files.createDirectory(folder.root().resolve("server"));
            Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwx------"));
            Path open = Files.writeString(folder.root().resolve("open.txt"), "everybody's");
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
            Files.writeString(server.resolve("admin.token"), "of a process");
            Path target = folder.beside().resolve("new");
            Path link = Files.createSymbolicLink(server.resolve("link"), open);
            assertThatThrownBy(() -> move(folder.root(), target).run())
                    .isInstanceOf(StoreRefusedException.class)
                    .hasMessageContaining("symbolic link");
            assertThat(target).doesNotExist();
            Files.delete(link);

            move(folder.root(), target).run();
            for (String name : List.of("", "server", "keys", "keys/storage.keys", "open.txt", "journal")) {
                assertThat(Files.getPosixFilePermissions(target.resolve(name), LinkOption.NOFOLLOW_LINKS))
                        .as(name)
                        .isEqualTo(Files.getPosixFilePermissions(folder.root().resolve(name)));
            }
            assertThat(target.resolve("server/admin.token")).doesNotExist();
        }
    }
}
