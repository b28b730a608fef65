package io.maxiofs.storage.extent;

import static io.maxiofs.storage.extent.ExtentFixture.FRAME;
import static io.maxiofs.storage.extent.ExtentFixture.MEMORY_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.FrameCipher;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.extent.ExtentFormat.Footer;
import io.maxiofs.storage.file.LocalDisk;
import io.maxiofs.storage.model.ByteRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtentEncryptionTest {
    private static final byte[] SECRET = "find me if you can, plaintext!".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private ExtentFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ExtentFixture(new LocalDisk(), directory, MEMORY_SLICES);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static byte[] recognisable(int size) {
        byte[] body = new byte[size];
        for (int at = 0; at < size; at++) {
            body[at] = SECRET[at % SECRET.length];
        }
        return body;
    }

    @Test
    void writesNoPlaintextToDisk() throws IOException {
        for (int size : new int[] {100, FRAME, 5 * FRAME + 1}) {
            fixture.write(recognisable(size), true, 1000);
            assertThat(filesWith(SECRET)).isEmpty();
        }
        try (ExtentWriter writer = fixture.store.create(fixture.key, -1)) {
            writer.write(ByteBuffer.wrap(recognisable(5 * FRAME + 1)));
            assertThat(filesWith(SECRET)).isEmpty();
        }

        fixture.write(recognisable(100), false);
        assertThat(filesWith(SECRET)).hasSize(1);
    }

    private List<Path> filesWith(byte[] needle) throws IOException {
        String text = new String(needle, StandardCharsets.ISO_8859_1);
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> contentOf(file).contains(text))
                    .toList();
        }
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void refusesToReadWithAnotherKeyOrNone() {
        ExtentRef ref = fixture.write(body(FRAME + 1), true);
        DataKey other = DataKey.generate(new SecureRandom());

        assertThatThrownBy(() -> ExtentFixture.read(fixture.store, ref, other)).isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> ExtentFixture.read(fixture.store, ref, null)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesPlaintextWhereCiphertextIsExpected() {
        ExtentRef ref = fixture.write(body(FRAME + 1), false);

        assertThatThrownBy(() -> ExtentFixture.read(fixture.store, ref, fixture.key))
                .isInstanceOf(CorruptDataException.class);
        ExtentRef withKey = ref.withKey(WrappedKey.of(new byte[] {1}));
        assertThatThrownBy(() -> ExtentFixture.read(fixture.store, withKey, null))
                .isInstanceOf(CorruptDataException.class);
    }

    @Test
    void verifiesWithoutAKey() {
        ExtentRef ref = fixture.write(body(3 * FRAME + 1), true);

        assertThat(fixture.store.verify(ref.extentId()).isIntact()).isTrue();
    }

    @Test
    void keepsReadingWhenTheKeyIsDestroyedAfterOpening() {
        byte[] body = body(3 * FRAME + 1);
        DataKey key = DataKey.generate(new SecureRandom());
        ExtentRef ref;
        try (ExtentWriter writer = fixture.store.create(key, -1)) {
            writer.write(ByteBuffer.wrap(body));
            ref = writer.finish();
        }
        try (ExtentReader reader = fixture.store.open(ref, key)) {
            key.destroy();
            assertThat(ExtentFixture.readAll(reader)).isEqualTo(body);
        }
        assertThatThrownBy(() -> fixture.store.create(key, -1)).isInstanceOf(IllegalStateException.class);
        assertThat(fixture.idsOnDisk()).containsExactly(ref.extentId());
    }

    /** Somebody who can write the disk and compute checksums, but has no key. */
    @Test
    void noticesAFileRewrittenWithValidChecksums() throws IOException {
        byte[] body = body(3 * FRAME);
        ExtentRef ref = fixture.write(body, true);
        byte[] stored = Files.readAllBytes(fixture.files.path(ref.extentId()));
        int storedFrame = FRAME + FrameCipher.TAG_BYTES;
        byte[] first = Arrays.copyOfRange(stored, 0, storedFrame);
        byte[] second = Arrays.copyOfRange(stored, storedFrame, 2 * storedFrame);
        byte[] third = Arrays.copyOfRange(stored, 2 * storedFrame, 3 * storedFrame);

        forge(ref.extentId(), first, second, third);
        assertThat(fixture.read(ref, true)).isEqualTo(body);

        forge(ref.extentId(), second, first, third);
        assertForgeryRefused(ref);

        forge(ref.extentId(), first, second);
        ExtentRef shorter = new ExtentRef(ref.extentId(), ByteRange.all(2L * FRAME), 2L * FRAME, null);
        assertForgeryRefused(shorter);

        byte[] changed = first.clone();
        changed[0] ^= 1;
        forge(ref.extentId(), changed, second, third);
        assertForgeryRefused(ref);

        ExtentRef other = fixture.write(body, true);
        byte[] foreign = Arrays.copyOfRange(Files.readAllBytes(fixture.files.path(other.extentId())), 0, storedFrame);
        forge(ref.extentId(), foreign, second, third);
        assertForgeryRefused(ref);
    }

    private void assertForgeryRefused(ExtentRef ref) {
        assertThat(fixture.store.verify(ref.extentId()).isIntact()).isTrue();
        assertThatThrownBy(() -> fixture.read(ref, true)).isInstanceOf(DecryptionException.class);
    }

    /** Writes an encrypted extent of full frames with checksums that match them. */
    private void forge(long id, byte[]... frames) throws IOException {
        FrameChecksums checksums = new FrameChecksums(id);
        int dataBytes = Arrays.stream(frames).mapToInt(frame -> frame.length).sum();
        ByteBuffer file =
                ByteBuffer.allocate(dataBytes + frames.length * ExtentFormat.CRC_BYTES + ExtentFormat.FOOTER_BYTES);
        for (byte[] frame : frames) {
            checksums.update(ByteBuffer.wrap(frame));
            checksums.endFrame();
            file.put(frame);
        }
        ByteBuffer trailer = checksums.trailer();
        CRC32C crc = new CRC32C();
        crc.update(trailer.duplicate());
        file.put(trailer);
        ExtentFormat.writeFooter(new Footer(id, (long) frames.length * FRAME, true, (int) crc.getValue()), file);
        Files.write(fixture.files.path(id), file.array());
    }
}
