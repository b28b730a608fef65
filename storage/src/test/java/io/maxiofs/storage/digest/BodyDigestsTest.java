package io.maxiofs.storage.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyDigestsTest {
    private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

    /** Check values: the CRC catalogue, and sha1sum and sha256sum of the same nine bytes. */
    @ParameterizedTest
    @CsvSource({
        "CRC32, cbf43926",
        "CRC32C, e3069283",
        "CRC64NVME, ae8b14860a799888",
        "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
    })
    void givesTheKnownValueOfTheCheckString(ChecksumAlgorithm algorithm, String expected) {
        BodyDigests digests = new BodyDigests(false, Set.of(algorithm));
        digests.update(ByteBuffer.wrap(CHECK));

        DigestValues values = digests.finish();

        assertThat(values.md5()).isEmpty();
        assertThat(values.checksum(algorithm).orElseThrow().bytes())
                .isEqualTo(HexFormat.of().parseHex(expected));
    }

    @Test
    void givesTheKnownMd5AndNothingThatWasNotAskedFor() {
        BodyDigests digests = new BodyDigests(true, Set.of());
        digests.update(ByteBuffer.wrap(CHECK));

        DigestValues values = digests.finish();

        assertThat(values.md5().orElseThrow()).isEqualTo(HexFormat.of().parseHex("25f9e794323b453885f5181f1b624d0b"));
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            assertThat(values.checksum(algorithm)).isEmpty();
        }
    }

    @Test
    void leavesThePositionOfTheBufferAlone() {
        ByteBuffer bytes = ByteBuffer.wrap(CHECK).position(2);
        BodyDigests digests = new BodyDigests(true, EnumSet.allOf(ChecksumAlgorithm.class));

        digests.update(bytes);

        assertThat(bytes.position()).isEqualTo(2);
    }
}
