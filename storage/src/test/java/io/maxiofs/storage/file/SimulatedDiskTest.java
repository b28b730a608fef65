package io.maxiofs.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.file.Disk.OpenMode;
import io.maxiofs.storage.file.DiskCall.Operation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class SimulatedDiskTest {

    private static final Path DIRECTORY = Path.of("/data");
    private static final Path FILE = DIRECTORY.resolve("file");

    private final SimulatedDisk disk = new SimulatedDisk(1);

    @BeforeEach
    void makeDirectory() throws IOException {
        disk.makeDirectories(DIRECTORY);
    }

    private static void write(Disk disk, String text, long position) throws IOException {
        try (DataFile file = disk.open(FILE, OpenMode.CREATE)) {
            file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), position);
        }
    }

    private static void force(Disk disk) throws IOException {
        try (DataFile file = disk.open(FILE, OpenMode.WRITE)) {
            file.force();
        }
    }

    private static String read(Disk disk) throws IOException {
        try (DataFile file = disk.open(FILE, OpenMode.READ)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
            while (bytes.hasRemaining() && file.read(bytes, bytes.position()) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void losesANameWhoseDirectoryWasNotForced() throws IOException {
        write(disk, "x", 0);
        force(disk);
        assertThat(disk.reopen(AfterCrash.DROP_UNFORCED, 1).exists(FILE)).isFalse();
        assertThat(disk.reopen(AfterCrash.KEEP_UNFORCED, 1).exists(FILE)).isTrue();
    }

    @Test
    void losesBytesThatWereNotForced() throws IOException {
        write(disk, "old", 0);
        force(disk);
        disk.forceDirectory(DIRECTORY);
        write(disk, "newer", 0);
        assertThat(read(disk)).isEqualTo("newer");
        assertThat(read(disk.reopen(AfterCrash.DROP_UNFORCED, 1))).isEqualTo("old");
        assertThat(read(disk.reopen(AfterCrash.KEEP_UNFORCED, 1))).isEqualTo("newer");
        SimulatedDisk killed = disk.reopen(AfterCrash.PROCESS_KILLED, 1);
        assertThat(read(killed)).isEqualTo("newer");
        assertThat(read(killed.reopen(AfterCrash.DROP_UNFORCED, 1))).isEqualTo("old");
    }

    @Test
    void forgetsWhatAFailedForceDidNotStore() throws IOException {
        write(disk, "old", 0);
        force(disk);
        disk.forceDirectory(DIRECTORY);
        write(disk, "new", 0);
        disk.plan(FaultPlan.once(disk.calls().size() + 1, Fault.FAIL));
        assertThatThrownBy(() -> force(disk)).isInstanceOf(IOException.class);
        force(disk);
        assertThat(read(disk)).isEqualTo("new");
        assertThat(read(disk.reopen(AfterCrash.KEEP_UNFORCED, 1))).isEqualTo("old");
    }

    @Test
    void storesSectorsInAnyOrderAfterAPowerLoss() throws IOException {
        String before = "a".repeat(512).repeat(3);
        write(disk, before, 0);
        force(disk);
        disk.forceDirectory(DIRECTORY);
        for (int sector = 0; sector < 3; sector++) {
            write(disk, "b".repeat(512), sector * 512L);
        }
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < 200; seed++) {
            String after = read(disk.reopen(AfterCrash.REORDER, seed));
            outcomes.add(after.charAt(0) + "" + after.charAt(512) + after.charAt(1024));
            assertThat(after.substring(0, 512)).isIn("a".repeat(512), "b".repeat(512));
        }
        assertThat(outcomes).containsExactlyInAnyOrder("aaa", "aab", "aba", "abb", "baa", "bab", "bba", "bbb");
    }

    @Test
    void tearsAWrite() throws IOException {
        write(disk, "", 0);
        disk.forceDirectory(DIRECTORY);
        disk.plan(FaultPlan.on(Operation.WRITE, "file", Fault.TEAR));
        assertThatThrownBy(() -> write(disk, "x".repeat(1000), 0)).isInstanceOf(PowerLossException.class);
        assertThatThrownBy(() -> disk.list(DIRECTORY)).isInstanceOf(PowerLossException.class);
        String after = read(disk.reopen(AfterCrash.KEEP_UNFORCED, 1));
        assertThat(after.length()).isBetween(1, 999);
    }

    @Test
    void replacesANameAtOnceOrNotAtAll() throws IOException {
        write(disk, "old", 0);
        force(disk);
        disk.forceDirectory(DIRECTORY);
        Path other = DIRECTORY.resolve("other");
        try (DataFile file = disk.open(other, OpenMode.CREATE_NEW)) {
            file.write(ByteBuffer.wrap(new byte[] {'n'}), 0);
            file.force();
        }
        disk.forceDirectory(DIRECTORY);
        disk.move(other, FILE);
        Set<String> outcomes = new HashSet<>();
        for (int seed = 0; seed < 50; seed++) {
            SimulatedDisk after = disk.reopen(AfterCrash.REORDER, seed);
            outcomes.add(read(after) + " " + after.exists(other));
        }
        assertThat(outcomes).containsExactlyInAnyOrder("old true", "n false");
    }

    @Test
    void refusesMoreThanItsCapacity() throws IOException {
        disk.capacity(1000);
        write(disk, "x".repeat(900), 0);
        assertThatThrownBy(() -> write(disk, "y".repeat(200), 900)).isInstanceOf(DiskFullException.class);
        assertThat(disk.usableSpace(FILE)).isZero();
        write(disk, "z".repeat(900), 0);
        disk.delete(FILE);
        assertThat(disk.usableSpace(FILE)).isEqualTo(1000);
    }

    @Test
    void locksOnceUntilReleased() throws IOException {
        write(disk, "", 0);
        try (DataFile one = disk.open(FILE, OpenMode.WRITE);
                DataFile two = disk.open(FILE, OpenMode.WRITE)) {
            Closeable lock = one.tryLock();
            assertThat(lock).isNotNull();
            assertThat(two.tryLock()).isNull();
            if (lock != null) {
                lock.close();
            }
            assertThat(two.tryLock()).isNotNull();
        }
    }

    @Test
    void aReplacedFileHasItsOldOrItsNewContentWhateverHappens() throws IOException {
        byte[] before = "the old content".getBytes(StandardCharsets.UTF_8);
        byte[] after = "x".repeat(2000).getBytes(StandardCharsets.UTF_8);
        int looked = new CrashEnumeration(42, 10).run(() -> new CrashEnumeration.Run() {
            private boolean confirmed;

            @Override
            public void prepare(SimulatedDisk target) throws IOException {
                target.makeDirectories(DIRECTORY);
                new FileReplacement(target).replace(FILE, before);
            }

            @Override
            public void work(SimulatedDisk target) throws IOException {
                new FileReplacement(target).replace(FILE, after);
                confirmed = true;
            }

            @Override
            public void verify(SimulatedDisk left) throws IOException {
                byte[] found = new FileReplacement(left).read(FILE, 10_000).orElseThrow();
                boolean isNew = Arrays.equals(found, after);
                assertThat(isNew || Arrays.equals(found, before)).isTrue();
                assertThat(isNew || !confirmed).isTrue();
                // And it can be replaced again, whatever was left behind.
                new FileReplacement(left).replace(FILE, before);
            }
        });
        assertThat(looked).isGreaterThan(15);
    }
}
