package io.maxiofs.storage.extent;

import static io.maxiofs.storage.extent.ExtentFixture.FILE_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.FRAME;
import static io.maxiofs.storage.extent.ExtentFixture.MEMORY_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.extent.VerifyResult.Damage;
import io.maxiofs.storage.extent.VerifyResult.Kind;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.model.ByteRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No damage to a file makes a reader hand out a wrong byte, and the scrubber sees every one. */
class ExtentDamageTest {
    private static final int SIZE = 2 * FRAME + 100;

    @TempDir
    Path directory;

    private ExtentFixture fixture(boolean fileSlices) {
        return new ExtentFixture(new LocalDisk(), directory, fileSlices ? FILE_SLICES : MEMORY_SLICES);
    }

    /** A bit of every byte of trailer and footer, and bits of the data: at borders of frames and a few hundred random ones. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void noticesEveryFlippedBit(boolean encrypted, boolean fileSlices) throws IOException {
        byte[] body = body(SIZE);
        try (ExtentFixture fixture = fixture(fileSlices)) {
            ExtentRef ref = fixture.write(body, encrypted);
            Path file = fixture.files.path(ref.extentId());
            byte[] stored = Files.readAllBytes(file);
            int dataBytes = (int) new ExtentFormat.Layout(SIZE, encrypted).trailerOffset();
            for (int at = dataBytes; at < stored.length; at++) {
                assertNoticed(fixture, ref, encrypted, stored, at, at % 8);
            }
            Random random = new Random(7);
            int[] borders = {0, FRAME - 1, FRAME, FRAME + 15, FRAME + 16, 2 * FRAME, dataBytes - 1};
            for (int i = 0; i < borders.length + 300; i++) {
                int at = i < borders.length ? borders[i] : random.nextInt(dataBytes);
                assertNoticed(fixture, ref, encrypted, stored, at, random.nextInt(8));
            }
            Files.write(file, stored);
            assertThat(fixture.read(ref, encrypted)).isEqualTo(body);
        }
    }

    private static void assertNoticed(
            ExtentFixture fixture, ExtentRef ref, boolean encrypted, byte[] stored, int at, int bit)
            throws IOException {
        byte[] damaged = stored.clone();
        damaged[at] ^= (byte) (1 << bit);
        Files.write(fixture.files.path(ref.extentId()), damaged);
        String what = "bit " + bit + " of byte " + at;
        assertThat(fixture.store.verify(ref.extentId()).isIntact()).as(what).isFalse();
        assertThatThrownBy(() -> fixture.read(ref, encrypted)).as(what).isInstanceOf(CorruptDataException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsServingFramesThatAreWell(boolean encrypted) throws IOException {
        byte[] body = body(SIZE);
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef ref = fixture.write(body, encrypted);
            flip(fixture.files.path(ref.extentId()), FRAME + 20);

            ExtentRef well = ref.slice(new ByteRange(2 * FRAME, 100));
            assertThat(fixture.read(well, encrypted)).isEqualTo(Arrays.copyOfRange(body, 2 * FRAME, SIZE));
            ExtentRef touching = ref.slice(new ByteRange(2 * FRAME - 1, 101));
            assertThatThrownBy(() -> fixture.read(touching, encrypted)).isInstanceOf(CorruptDataException.class);
            assertThat(fixture.store.verify(ref.extentId()).damages())
                    .extracting(Damage::kind, Damage::plaintext)
                    .containsExactly(tuple(Kind.FRAMES, new ByteRange(FRAME, FRAME)));
        }
    }

    @Test
    void reportsNeighbouringBadFramesAsOneDamage() throws IOException {
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef ref = fixture.write(body(8 * FRAME + 10), false);
            Path file = fixture.files.path(ref.extentId());
            for (int frame : new int[] {1, 2, 3, 6, 8}) {
                flip(file, frame * FRAME + 1);
            }

            assertThat(fixture.store.verify(ref.extentId()).damages())
                    .extracting(Damage::plaintext)
                    .isEqualTo(List.of(
                            new ByteRange(FRAME, 3 * FRAME),
                            new ByteRange(6 * FRAME, FRAME),
                            new ByteRange(8 * FRAME, 10)));
        }
    }

    @Test
    void verifiesAtThePaceItIsToldAndStopsWhenToldSo() {
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef ref = fixture.write(body(9 * FRAME), false);
            List<Long> steps = new ArrayList<>();

            assertThat(fixture.store.verify(ref.extentId(), steps::add).isIntact())
                    .isTrue();
            assertThat(steps).hasSizeGreaterThan(3);
            assertThat(steps.stream().mapToLong(Long::longValue).sum()).isEqualTo(9L * FRAME);
            assertThatThrownBy(() -> fixture.store.verify(ref.extentId(), bytes -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            fixture.store.delete(ref.extentId());
            assertThat(fixture.idsOnDisk()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noticesAFileThatIsCutOffOrGrown(boolean encrypted) throws IOException {
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef ref = fixture.write(body(SIZE), encrypted);
            Path file = fixture.files.path(ref.extentId());
            byte[] stored = Files.readAllBytes(file);
            for (int length : new int[] {0, 1, 39, 40, 41, FRAME, 2 * FRAME, stored.length - 41, stored.length - 1}) {
                Files.write(file, Arrays.copyOf(stored, length));
                assertUnusable(fixture, ref, encrypted);
            }
            Files.write(file, Arrays.copyOf(stored, stored.length + 1));
            assertUnusable(fixture, ref, encrypted);
            Files.write(file, Arrays.copyOfRange(stored, FRAME, stored.length));
            assertUnusable(fixture, ref, encrypted);
        }
    }

    @Test
    void noticesAFileThatIsCutOffWhileItIsRead() throws IOException {
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef ref = fixture.write(body(8 * FRAME), false);
            try (ExtentReader reader = fixture.store.open(ref, null)) {
                assertThat(reader.next()).isNotNull();
                Path file = fixture.files.path(ref.extentId());
                Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 3 * FRAME));

                assertThatThrownBy(reader::next).isInstanceOf(CorruptDataException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noticesTwoFilesOfOneSizeThatChangedPlaces(boolean encrypted) throws IOException {
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef one = fixture.write(body(SIZE), encrypted);
            ExtentRef other = fixture.write(body(SIZE), encrypted);
            Path spare = directory.resolve("spare");
            Files.move(fixture.files.path(one.extentId()), spare);
            Files.move(fixture.files.path(other.extentId()), fixture.files.path(one.extentId()));
            Files.move(spare, fixture.files.path(other.extentId()));

            assertUnusable(fixture, one, encrypted);
            assertUnusable(fixture, other, encrypted);
        }
    }

    /** The footer of one and the frames of the other: a file system that mixes up blocks. */
    @Test
    void noticesFramesOfAnotherExtentAndFramesInTheWrongPlace() throws IOException {
        try (ExtentFixture fixture = fixture(false)) {
            byte[] body = new byte[3 * FRAME];
            ExtentRef one = fixture.write(body, false);
            ExtentRef other = fixture.write(body, false);
            Path file = fixture.files.path(one.extentId());
            byte[] stored = Files.readAllBytes(file);
            byte[] foreign = Files.readAllBytes(fixture.files.path(other.extentId()));
            int trailerAt = 3 * FRAME;

            byte[] foreignTrailer = stored.clone();
            System.arraycopy(foreign, trailerAt, foreignTrailer, trailerAt, 4);
            Files.write(file, foreignTrailer);
            assertThatThrownBy(() -> fixture.read(one, false)).isInstanceOf(CorruptDataException.class);

            byte[] swappedTrailer = stored.clone();
            System.arraycopy(stored, trailerAt, swappedTrailer, trailerAt + 4, 4);
            Files.write(file, swappedTrailer);
            assertThatThrownBy(() -> fixture.read(one, false)).isInstanceOf(CorruptDataException.class);
        }
    }

    @Test
    void noticesAnExtentOfAnotherLengthThanTheIndexSays() {
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef ref = fixture.write(body(10), false);
            ExtentRef wrong = new ExtentRef(ref.extentId(), ByteRange.all(9), 9, null);

            assertThatThrownBy(() -> fixture.store.open(wrong, null)).isInstanceOf(CorruptDataException.class);
        }
    }

    @Test
    void saysSoWhenAFormatIsNewerThanTheProgram() throws IOException {
        try (ExtentFixture fixture = fixture(false)) {
            ExtentRef ref = fixture.write(body(0), false);
            Path file = fixture.files.path(ref.extentId());
            ByteBuffer footer = ByteBuffer.wrap(Files.readAllBytes(file));
            footer.putShort(8, (short) 2);
            CRC32C crc = new CRC32C();
            crc.update(footer.slice(0, 36));
            footer.putInt(36, (int) crc.getValue());
            Files.write(file, footer.array());

            assertThatThrownBy(() -> fixture.store.open(ref, null)).hasMessageContaining("format 2");
        }
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] stored = Files.readAllBytes(file);
        stored[at] ^= 1;
        Path changed = file.resolveSibling("changed");
        Files.write(changed, stored);
        Files.move(changed, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void assertUnusable(ExtentFixture fixture, ExtentRef ref, boolean encrypted) {
        assertThatThrownBy(() -> fixture.read(ref, encrypted)).isInstanceOf(CorruptDataException.class);
        assertThat(fixture.store.verify(ref.extentId()).damages())
                .extracting(Damage::kind)
                .containsExactly(Kind.FILE);
    }
}
