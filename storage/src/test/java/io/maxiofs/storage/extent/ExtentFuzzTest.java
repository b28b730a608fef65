package io.maxiofs.storage.extent;

import static io.maxiofs.storage.extent.ExtentFixture.MEMORY_SLICES;
import static io.maxiofs.storage.extent.ExtentFixture.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.DecryptionException;
import io.maxiofs.storage.crypto.CustomerKey;
import io.maxiofs.storage.crypto.DataKey;
import io.maxiofs.storage.crypto.MasterKeys;
import io.maxiofs.storage.crypto.WrappedKey;
import io.maxiofs.storage.extent.ExtentFormat.Footer;
import io.maxiofs.storage.file.LocalDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file or a wrapped key contains, the answer is one of the two exceptions for it. */
class ExtentFuzzTest {
    private static final long[] LENGTHS = {
        -1,
        0,
        1,
        65_535,
        65_536,
        1L << 32,
        1L << 47,
        (1L << 62) - 1,
        Long.MAX_VALUE - 65_535,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final long seed = TestSeed.get();
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    @Test
    void refusesFilesOfAnyContent() throws IOException {
        try (ExtentFixture fixture = new ExtentFixture(new LocalDisk(), directory, MEMORY_SLICES)) {
            ExtentRef ref = fixture.write(body(1_000), false);
            Path file = fixture.files.path(ref.extentId());
            for (int round = 0; round < 600; round++) {
                Files.write(file, round % 2 == 0 ? noise() : forgedFooter(ref.extentId()));

                assertThat(fixture.store.verify(ref.extentId()).isIntact())
                        .as("seed %d round %d", seed, round)
                        .isFalse();
                try {
                    fixture.read(ref, false);
                    fail("seed %d round %d was read", seed, round);
                } catch (CorruptDataException | DecryptionException e) {
                    assertThat(e).hasMessageContaining(ExtentStore.name(ref.extentId()));
                }
            }
        }
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(300)];
        random.nextBytes(noise);
        return noise;
    }

    /** The checksum of the footer is right, what it says is not. */
    private byte[] forgedFooter(long id) {
        ByteBuffer file = ByteBuffer.allocate(random.nextInt(200) + ExtentFormat.FOOTER_BYTES);
        random.nextBytes(file.array());
        long length = LENGTHS[random.nextInt(LENGTHS.length)];
        file.position(file.capacity() - ExtentFormat.FOOTER_BYTES);
        ExtentFormat.writeFooter(new Footer(id, length, random.nextBoolean(), random.nextInt()), file);
        return file.array();
    }

    @Test
    void refusesWrappedKeysOfAnyContent() throws IOException {
        SecureRandom secure = new SecureRandom();
        MasterKeys keys = MasterKeys.create(
                new LocalDisk(), directory.resolve("storage.keys"), secure, InstantSource.fixed(Instant.EPOCH));
        CustomerKey customer = new CustomerKey(new byte[32], secure);
        byte[] whole =
                keys.wrap(DataKey.generate(secure), MasterKeys.DEFAULT_NAME, 1).bytes();
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length + 20));
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (!Arrays.equals(bytes, whole)) {
                assertRefused(round, () -> keys.unwrap(WrappedKey.of(bytes), 1));
                assertRefused(round, () -> customer.unwrap(WrappedKey.of(bytes), 1));
            }
        }
    }

    private void assertRefused(int round, Runnable unwrap) {
        try {
            unwrap.run();
            fail("seed %d round %d was unwrapped", seed, round);
        } catch (DecryptionException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }
}
