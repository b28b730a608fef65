package io.maxiofs.storage.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.storage.api.DecryptionException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCipherTest {
    private static final int FRAME = FrameCipher.FRAME_BYTES;
    private static final int STORED = FRAME + FrameCipher.TAG_BYTES;
    private static final long BODY = 0x7766554433221100L;

    private final DataKey key = DataKey.generate(new SecureRandom());
    private final FrameCipher cipher = new FrameCipher(key, BODY);

    private static byte[] body(int size) {
        byte[] body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }

    private byte[] encrypted(byte[] body) {
        ByteBuffer encrypted = cipher.encryptBody(ByteBuffer.wrap(body));
        assertThat(encrypted.remaining()).isEqualTo((int) FrameCipher.encryptedBytes(body.length));
        return encrypted.array();
    }

    private byte[] decrypted(byte[] encrypted) {
        ByteBuffer plain = cipher.decryptBody(ByteBuffer.wrap(encrypted));
        return Arrays.copyOf(plain.array(), plain.limit());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, FRAME - 17, FRAME - 1, FRAME, FRAME + 1, 2 * FRAME, 3 * FRAME + 5})
    void decryptsWhatItEncrypted(int size) {
        byte[] body = body(size);

        assertThat(decrypted(encrypted(body))).isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 300, FRAME, FRAME + 1})
    void refusesEveryCutOffBody(int size) {
        byte[] encrypted = encrypted(body(size));
        for (int length : new int[] {0, 1, 15, 16, 17, STORED - 1, STORED, STORED + 1, encrypted.length - 1}) {
            if (length < encrypted.length) {
                assertThatThrownBy(() -> decrypted(Arrays.copyOf(encrypted, length)))
                        .as("%d of %d", length, encrypted.length)
                        .isInstanceOf(DecryptionException.class);
            }
        }
        assertThatThrownBy(() -> decrypted(Arrays.copyOf(encrypted, encrypted.length + 1)))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesABodyThatLostItsLastFrame() {
        byte[] encrypted = encrypted(body(2 * FRAME));

        assertThatThrownBy(() -> decrypted(Arrays.copyOf(encrypted, STORED))).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesFramesInAnotherOrder() {
        byte[] encrypted = encrypted(body(3 * FRAME));
        byte[] swapped = encrypted.clone();
        System.arraycopy(encrypted, 0, swapped, STORED, STORED);
        System.arraycopy(encrypted, STORED, swapped, 0, STORED);

        assertThatThrownBy(() -> decrypted(swapped)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void refusesEveryFlippedBit() {
        byte[] encrypted = encrypted(body(40));
        for (int bit = 0; bit < encrypted.length * 8; bit++) {
            byte[] changed = encrypted.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> decrypted(changed)).as("bit %d", bit).isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void refusesAnotherKeyAndAnotherBody() {
        byte[] encrypted = encrypted(body(100));
        FrameCipher otherKey = new FrameCipher(DataKey.generate(new SecureRandom()), BODY);
        FrameCipher otherBody = new FrameCipher(key, BODY + 1);

        assertThatThrownBy(() -> otherKey.decryptBody(ByteBuffer.wrap(encrypted)))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> otherBody.decryptBody(ByteBuffer.wrap(encrypted)))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void givesEqualFramesAndEqualBodiesDifferentCiphertexts() {
        byte[] zeroes = encrypted(new byte[2 * FRAME]);
        byte[] otherBody = new FrameCipher(key, BODY + 1)
                .encryptBody(ByteBuffer.allocate(2 * FRAME))
                .array();

        assertThat(Arrays.copyOf(zeroes, FRAME)).isNotEqualTo(Arrays.copyOfRange(zeroes, STORED, STORED + FRAME));
        assertThat(Arrays.copyOf(zeroes, FRAME)).isNotEqualTo(Arrays.copyOf(otherBody, FRAME));
    }

    @Test
    void decryptsAFrameInTheMiddleAlone() {
        byte[] body = body(3 * FRAME);
        byte[] encrypted = encrypted(body);
        ByteBuffer plain = ByteBuffer.allocateDirect(FRAME);

        cipher.decrypt(1, false, ByteBuffer.wrap(encrypted, STORED, STORED), plain);

        byte[] bytes = new byte[FRAME];
        plain.flip().get(bytes);
        assertThat(bytes).isEqualTo(Arrays.copyOfRange(body, FRAME, 2 * FRAME));
    }

    @Test
    void refusesFrameNumbersThatWouldRepeatANonce() {
        assertThatThrownBy(() -> cipher.encrypt(1L << 32, false, ByteBuffer.allocate(1), ByteBuffer.allocate(17)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
