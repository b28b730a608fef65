package io.maxiofs.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.file.Disk.OpenMode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalDiskTest {

    private final Disk disk = new LocalDisk();

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("file");
    }

    @Test
    void opensAsAsked() throws IOException {
        assertThatThrownBy(() -> disk.open(file(), OpenMode.READ)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> disk.open(file(), OpenMode.WRITE)).isInstanceOf(NoSuchFileException.class);
        disk.open(file(), OpenMode.CREATE_NEW).close();
        assertThatThrownBy(() -> disk.open(file(), OpenMode.CREATE_NEW)).isInstanceOf(FileAlreadyExistsException.class);
        disk.open(file(), OpenMode.CREATE).close();
    }

    @Test
    void readsAndWritesAtPositions() throws IOException {
        try (DataFile file = disk.open(file(), OpenMode.CREATE)) {
            file.write(ByteBuffer.wrap("world".getBytes(StandardCharsets.UTF_8)), 6);
            file.write(ByteBuffer.wrap("hello ".getBytes(StandardCharsets.UTF_8)), 0);
            file.force();
            assertThat(file.size()).isEqualTo(11);
            ByteBuffer target = ByteBuffer.allocate(5);
            assertThat(file.read(target, 3)).isEqualTo(5);
            assertThat(new String(target.array(), StandardCharsets.UTF_8)).isEqualTo("lo wo");
            assertThat(file.read(ByteBuffer.allocate(1), 11)).isEqualTo(-1);
            file.truncate(4);
            assertThat(file.size()).isEqualTo(4);
        }
        assertThat(Files.readString(file())).isEqualTo("hell");
    }

    @Test
    void movesListsAndDeletes() throws IOException {
        Path inner = directory.resolve("inner");
        disk.createDirectory(inner);
        disk.forceDirectory(directory);
        disk.open(inner.resolve("a"), OpenMode.CREATE).close();
        disk.open(inner.resolve("b"), OpenMode.CREATE).close();
        disk.move(inner.resolve("a"), inner.resolve("b"));
        assertThat(disk.list(inner)).containsExactly(inner.resolve("b"));
        disk.delete(inner.resolve("b"));
        disk.delete(inner.resolve("b"));
        disk.delete(inner);
        assertThat(disk.exists(inner)).isFalse();
        assertThat(disk.usableSpace(directory)).isPositive().isLessThanOrEqualTo(disk.totalSpace(directory));
    }

    @Test
    void locksOnce() throws IOException {
        try (DataFile one = disk.open(file(), OpenMode.CREATE);
                DataFile two = disk.open(file(), OpenMode.WRITE)) {
            try (Closeable lock = one.tryLock()) {
                assertThat(lock).isNotNull();
                assertThat(two.tryLock()).isNull();
            }
            assertThat(two.tryLock()).isNotNull();
        }
    }

    /** A channel closes for everybody when one of its readers is interrupted. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anInterruptedReaderReadsOnAndHarmsNobody(boolean virtual) throws Exception {
        Files.writeString(file(), "content");
        try (DataFile file = disk.open(file(), OpenMode.READ)) {
            AtomicReference<String> seen = new AtomicReference<>("");
            Runnable reading = () -> {
                Thread.currentThread().interrupt();
                try {
                    ByteBuffer target = ByteBuffer.allocate(7);
                    file.read(target, 0);
                    String text = new String(target.array(), StandardCharsets.UTF_8);
                    seen.set(text + " " + Thread.currentThread().isInterrupted());
                } catch (IOException e) {
                    seen.set(e.toString());
                }
            };
            Thread reader = virtual
                    ? Thread.ofVirtual().start(reading)
                    : Thread.ofPlatform().start(reading);
            reader.join();
            assertThat(seen.get()).isEqualTo("content true");
            assertThat(file.read(ByteBuffer.allocate(7), 0)).isEqualTo(7);
        }
    }

    @Test
    void aClosedFileStaysClosed() throws IOException {
        Files.writeString(file(), "content");
        DataFile file = disk.open(file(), OpenMode.READ);
        file.close();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void replacesAFileAndRefusesToReadALongOne() throws IOException {
        FileReplacement replacement = new FileReplacement(disk);
        assertThat(replacement.read(file(), 100)).isEmpty();
        replacement.replace(file(), "one".getBytes(StandardCharsets.UTF_8));
        replacement.replace(file(), "second".getBytes(StandardCharsets.UTF_8));
        assertThat(replacement.read(file(), 6))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo("second".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> replacement.read(file(), 5)).isInstanceOf(IOException.class);
        assertThat(disk.list(directory)).containsExactly(file());
    }
}
