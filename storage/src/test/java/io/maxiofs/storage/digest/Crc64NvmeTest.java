package io.maxiofs.storage.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.base.TestSeed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc64NvmeTest {

    /** Bit by bit, as the definition has it. */
    private static long reference(byte[] bytes, int offset, int length) {
        long crc = -1L;
        for (int i = offset; i < offset + length; i++) {
            crc ^= bytes[i] & 0xffL;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9a6c9329ac4bc9b5L;
            }
        }
        return ~crc;
    }

    @Test
    void usesTheReflectionOfThePublishedPolynomial() {
        assertThat(Long.reverse(0xad93d23594c93659L)).isEqualTo(Crc64Nvme.REFLECTED_POLYNOMIAL);
    }

    @Test
    void givesTheCheckValue() {
        Crc64Nvme crc = new Crc64Nvme();
        crc.update("123456789".getBytes(StandardCharsets.US_ASCII), 0, 9);

        assertThat(crc.getValue()).isEqualTo(0xae8b14860a799888L);
        crc.reset();
        assertThat(crc.getValue()).isZero();
    }

    @Test
    void agreesWithTheDefinitionForEveryLengthAndAlignment() {
        byte[] bytes = new byte[200];
        new Random(1).nextBytes(bytes);
        for (int offset = 0; offset < 20; offset++) {
            for (int length = 0; length < 150; length++) {
                Crc64Nvme crc = new Crc64Nvme();
                crc.update(bytes, offset, length);
                assertThat(crc.getValue()).as("%d+%d", offset, length).isEqualTo(reference(bytes, offset, length));
            }
        }
    }

    @Test
    void doesNotDependOnHowBytesArrive() {
        byte[] bytes = new byte[40_000];
        new Random(2).nextBytes(bytes);
        long expected = reference(bytes, 0, bytes.length);
        long seed = TestSeed.get();
        Random random = new Random(seed);
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
        for (int round = 0; round < 50; round++) {
            Crc64Nvme crc = new Crc64Nvme();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, random.nextInt(20_000));
                switch (random.nextInt(4)) {
                    case 0 -> crc.update(bytes, at, length);
                    case 1 -> crc.update(direct.slice(at, length));
                    case 2 ->
                        crc.update(ByteBuffer.wrap(bytes, at, length).slice().asReadOnlyBuffer());
                    default -> {
                        length = Math.min(length, 5);
                        for (int i = at; i < at + length; i++) {
                            crc.update(bytes[i]);
                        }
                    }
                }
                at += length;
            }
            assertThat(crc.getValue()).as("seed %d round %d", seed, round).isEqualTo(expected);
        }
    }
}
