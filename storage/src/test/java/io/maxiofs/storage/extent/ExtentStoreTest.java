package io.maxiofs.storage.extent;

import static io.maxiofs.storage.extent.ExtentFixture.FILE_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.FRAME;
import static io.maxiofs.storage.extent.ExtentFixture.MEMORY_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.BodyReader;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.model.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtentStoreTest {
    @TempDir
    Path directory;

    private ExtentFixture fixture(ExtentConfig config) {
        return new ExtentFixture(new LocalDisk(), directory, config);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 300_000, 3_000_000, 70 * 16 * FRAME + 5})
    void readsBackWhatWasWritten(int size) {
        byte[] body = body(size);
        try (ExtentFixture fixture = fixture(ExtentConfig.defaults())) {
            for (boolean encrypted : new boolean[] {false, true}) {
                ExtentRef ref = fixture.write(body, encrypted, 300_000);

                assertThat(ref.range()).isEqualTo(ByteRange.all(size));
                assertThat(ref.extentLength()).isEqualTo(size);
                assertThat(fixture.read(ref, encrypted)).isEqualTo(body);
                assertThat(fixture.store.verify(ref.extentId()).isIntact()).isTrue();
                assertThat(fixture.store.storedBytes(ref.extentId()))
                        .isEqualTo(ExtentStore.storedBytes(size, encrypted));
            }
        }
    }

    /** All ranges between offsets on, before and behind the borders of frames. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void readsEveryRangeAroundFrameBorders(boolean encrypted, boolean fileSlices) {
        try (ExtentFixture fixture = fixture(fileSlices ? FILE_SLICES : MEMORY_SLICES)) {
            for (int size : new int[] {0, 1, 2, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 5 * FRAME + 3}) {
                byte[] body = body(size);
                ExtentRef whole = fixture.write(body, encrypted);
                for (int from : offsets(size)) {
                    for (int to : offsets(size).tailSet(from)) {
                        ExtentRef ref = whole.slice(new ByteRange(from, to - from));
                        assertThat(Arrays.equals(fixture.read(ref, encrypted), Arrays.copyOfRange(body, from, to)))
                                .as("%d to %d of %d", from, to, size)
                                .isTrue();
                    }
                }
            }
        }
    }

    private static NavigableSet<Integer> offsets(int size) {
        NavigableSet<Integer> offsets = new TreeSet<>();
        for (int border = 0; border <= size; border += FRAME) {
            for (int offset = border - 1; offset <= border + 1; offset++) {
                offsets.add(Math.clamp(offset, 0, size));
            }
        }
        offsets.add(size);
        return offsets;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + 17})
    void doesNotDependOnTheSizeOfTheWrites(int pieceBytes) {
        byte[] body = body(pieceBytes < 100 ? FRAME + 3 : 4 * FRAME);
        try (ExtentFixture fixture = fixture(MEMORY_SLICES)) {
            for (boolean encrypted : new boolean[] {false, true}) {
                assertThat(fixture.read(fixture.write(body, encrypted, pieceBytes), encrypted))
                        .isEqualTo(body);
            }
        }
    }

    @Test
    void writesDirectBuffersAndLeavesNothingInThem() {
        byte[] body = body(5 * FRAME + 1);
        ByteBuffer bytes = ByteBuffer.allocateDirect(body.length).put(body).flip();
        try (ExtentFixture fixture = fixture(MEMORY_SLICES);
                ExtentWriter writer = fixture.store.create(null, -1)) {
            writer.write(bytes);

            assertThat(bytes.hasRemaining()).isFalse();
            assertThat(writer.size()).isEqualTo(body.length);
            assertThat(fixture.read(writer.finish(), false)).isEqualTo(body);
        }
    }

    @Test
    void handsOutRangesOfTheFileWhereConfiguredAndOnlyForLongRanges() {
        byte[] body = body(6 * FRAME);
        try (ExtentFixture fixture = fixture(FILE_SLICES)) {
            ExtentRef ref = fixture.write(body, false);

            try (ExtentReader reader = fixture.store.open(ref.slice(new ByteRange(5, 3L * FRAME)), null)) {
                assertThat(reader.next()).isInstanceOfSatisfying(BodyReader.File.class, slice -> {
                    assertThat(slice.position()).isEqualTo(5);
                    assertThat(slice.length()).isEqualTo(FRAME - 5);
                });
            }
            try (ExtentReader reader = fixture.store.open(ref.slice(new ByteRange(5, 10)), null)) {
                assertThat(reader.next()).isInstanceOf(BodyReader.Memory.class);
            }
        }
    }

    /** Many slow clients at a time: each holds little, and all are served. */
    @Test
    void boundsTheMemoryOfManyReadersAndWriters() {
        byte[] body = body(6 * FRAME + 1);
        try (ExtentFixture fixture = fixture(new ExtentConfig(256 * 1024, 3, 0, 0, 0, false))) {
            List<ExtentWriter> writers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ExtentWriter writer = fixture.store.create(fixture.keyIf(i % 2 == 0), -1);
                writer.write(ByteBuffer.wrap(body));
                writers.add(writer);
            }
            long most = 3 * 256 * 1024 + 20 * 2 * 68 * 1024;
            assertThat(fixture.store.buffers().bytesInUse()).isLessThan(most);
            List<ExtentRef> refs = writers.stream().map(ExtentWriter::finish).toList();
            writers.forEach(ExtentWriter::close);

            List<ExtentReader> readers = new ArrayList<>();
            for (int i = 0; i < refs.size(); i++) {
                readers.add(fixture.store.open(refs.get(i), fixture.keyIf(i % 2 == 0)));
            }
            assertThat(fixture.store.buffers().bytesInUse()).isLessThan(most);
            for (ExtentReader reader : readers) {
                assertThat(ExtentFixture.readAll(reader)).isEqualTo(body);
                reader.close();
            }
        }
    }

    @Test
    void keepsAnExtentUntilItsLastReaderIsClosed() {
        byte[] body = body(3 * FRAME);
        try (ExtentFixture fixture = fixture(MEMORY_SLICES)) {
            ExtentRef ref = fixture.write(body, false);
            try (ExtentReader second = fixture.store.open(ref, null)) {
                try (ExtentReader first = fixture.store.open(ref, null)) {
                    fixture.store.delete(ref.extentId());
                    assertThat(ExtentFixture.readAll(first)).isEqualTo(body);
                }
                assertThat(fixture.store.exists(ref.extentId())).isTrue();
                assertThat(ExtentFixture.readAll(second)).isEqualTo(body);
            }

            assertThat(fixture.store.exists(ref.extentId())).isFalse();
        }
    }

    @Test
    void deletesAtOnceWhatNobodyReadsAndAgainWithoutHarm() {
        try (ExtentFixture fixture = fixture(MEMORY_SLICES)) {
            ExtentRef ref = fixture.write(body(10), false);

            fixture.store.delete(ref.extentId());
            fixture.store.delete(ref.extentId());

            assertThat(fixture.store.exists(ref.extentId())).isFalse();
            assertThatThrownBy(() -> fixture.store.open(ref, null)).isInstanceOf(CorruptDataException.class);
            assertThat(fixture.store.verify(ref.extentId()).damages())
                    .extracting(VerifyResult.Damage::kind)
                    .containsExactly(VerifyResult.Kind.MISSING);
        }
    }

    @Test
    void removesInTheBackgroundAndAllOfItBeforeItIsClosed() {
        ExtentFixture fixture = fixture(new ExtentConfig(2 * FRAME, 16, 0, 0, 0, true));
        List<ExtentRef> refs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            refs.add(fixture.write(body(i), false));
        }
        try (ExtentReader reader = fixture.store.open(refs.getFirst(), null)) {
            refs.forEach(ref -> fixture.store.delete(ref.extentId()));
            assertThat(ExtentFixture.readAll(reader)).isEqualTo(body(0));
            assertThat(fixture.store.exists(refs.getFirst().extentId())).isTrue();
        }
        fixture.close();

        assertThat(fixture(MEMORY_SLICES).idsOnDisk()).isEmpty();
    }

    @Test
    void listsEveryExtentOnDiskAndNoStranger() throws IOException {
        try (ExtentFixture fixture = new ExtentFixture(new LocalDisk(), directory, MEMORY_SLICES, 0x1fffe)) {
            ExtentRef first = fixture.write(body(1), false);
            ExtentRef second = fixture.write(body(2), true);
            assertThat(first.extentId()).isEqualTo(0x1ffff);
            Files.writeString(directory.resolve("01/ff/note.txt"), "x");
            Files.writeString(directory.resolve("01/ff/0000000000000001.ext"), "in the wrong directory");
            Files.writeString(directory.resolve("readme"), "x");

            assertThat(fixture.idsOnDisk()).containsExactlyInAnyOrder(first.extentId(), second.extentId());
            assertThat(directory.resolve("01/ff/000000000001ffff.ext")).exists();
            assertThat(directory.resolve("02/00/0000000000020000.ext")).exists();
        }
    }

    @Test
    void deletesWhatWasNotFinishedAndNeverListsIt() {
        try (ExtentFixture fixture = fixture(MEMORY_SLICES)) {
            for (boolean encrypted : new boolean[] {false, true}) {
                long id;
                try (ExtentWriter writer = fixture.store.create(fixture.keyIf(encrypted), 10)) {
                    writer.write(ByteBuffer.wrap(body(3 * FRAME)));
                    id = writer.id();
                    assertThat(fixture.store.exists(id)).isTrue();
                    assertThat(fixture.idsOnDisk()).isEmpty();
                }
                assertThat(fixture.store.exists(id)).isFalse();
            }
        }
    }

    @Test
    void skipsIdsThatACrashLeftOnDisk() {
        try (ExtentFixture before = fixture(MEMORY_SLICES)) {
            before.write(body(1), false);
            before.write(body(2), false);
        }
        try (ExtentFixture after = fixture(MEMORY_SLICES)) {
            ExtentRef ref = after.write(body(3), false);

            assertThat(ref.extentId()).isEqualTo(3);
            assertThat(after.read(ref, false)).isEqualTo(body(3));
            assertThat(after.idsOnDisk()).containsExactlyInAnyOrder(1L, 2L, 3L);
        }
    }

    @Test
    void preparesNamesOnlyWhileThereIsTrafficAndLeavesNoneBehind() {
        ExtentConfig config = new ExtentConfig(2 * FRAME, 16, 0, 8, 0, false);
        ExtentRef ref;
        try (ExtentFixture fixture = fixture(config)) {
            assertThat(new ExtentFixture(new LocalDisk(), directory, MEMORY_SLICES).idsOnDisk())
                    .isEmpty();
            ref = fixture.write(body(FRAME), false);
            for (int i = 0; i < 50; i++) {
                ExtentRef next = fixture.write(body(i), false);
                assertThat(fixture.read(next, false)).isEqualTo(body(i));
                fixture.store.delete(next.extentId());
                assertThat(fixture.idsOnDisk()).containsExactly(ref.extentId());
            }
        }

        assertThat(fixture(MEMORY_SLICES).idsOnDisk()).isEqualTo(List.of(ref.extentId()));
    }

    @Test
    void storesLongBodiesWhileTheyComeIn() {
        byte[] body = body(3 * 1024 * 1024 + 1);
        try (ExtentFixture fixture = fixture(new ExtentConfig(2 * FRAME, 16, 0, 0, 1024 * 1024, false))) {
            for (boolean encrypted : new boolean[] {false, true}) {
                assertThat(fixture.read(fixture.write(body, encrypted, 100_000), encrypted))
                        .isEqualTo(body);
            }
        }
    }

    @Test
    void saysThatTheDriveIsMissingRatherThanThatDataIsCorrupt() throws IOException {
        Path extents = Files.createDirectory(directory.resolve("extents"));
        try (ExtentFixture fixture = new ExtentFixture(new LocalDisk(), extents, MEMORY_SLICES)) {
            ExtentRef ref = fixture.write(body(10), false);
            Files.move(extents, directory.resolve("unplugged"));

            assertThatThrownBy(() -> fixture.store.open(ref, null))
                    .isInstanceOfSatisfying(
                            StorageUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(StorageUnavailableException.Reason.DRIVE_MISSING));
            assertThatThrownBy(() -> fixture.write(body(10), false))
                    .isInstanceOfSatisfying(
                            StorageUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(StorageUnavailableException.Reason.DRIVE_MISSING));
            assertThat(extents).doesNotExist();
        }
    }

    @Test
    void refusesARangeOutsideTheExtent() {
        assertThatThrownBy(() -> new ExtentRef(1, new ByteRange(5, 6), 10, null))
                .isInstanceOf(IllegalArgumentException.class);
        ExtentRef inner = new ExtentRef(1, new ByteRange(5, 5), 10, null);
        assertThat(inner.slice(new ByteRange(1, 4)).range()).isEqualTo(new ByteRange(6, 4));
        assertThatThrownBy(() -> inner.slice(new ByteRange(1, 5))).isInstanceOf(IllegalArgumentException.class);
    }
}
