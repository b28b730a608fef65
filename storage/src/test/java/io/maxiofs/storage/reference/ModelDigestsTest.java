package io.maxiofs.storage.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check values every catalogue of digests gives for the nine digits. */
class ModelDigestsTest {
    @ParameterizedTest
    @CsvSource({
        "CRC32,cbf43926",
        "CRC32C,e3069283",
        "CRC64NVME,ae8b14860a799888",
        "SHA1,f7c3bc1d808e04732adf679965ccc34ca7ae3441",
        "SHA256,15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
    })
    void givesTheCheckValue(ChecksumAlgorithm algorithm, String expected) {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

        byte[] value = ModelDigests.checksum(algorithm, digits).bytes();

        assertThat(HexFormat.of().formatHex(value)).isEqualTo(expected);
    }
}
