package io.maxiofs.desktop.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.testing.TemporaryDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumsTest {
    private static final Flow ANY = new Flow() {
        @Override
        public void moved(long bytes) {}

        @Override
        public void stopIfWanted() {}
    };

    @Test
    void crc64HasTheCheckValueOfItsCatalogue() {
        Crc64Nvme crc = new Crc64Nvme();
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);

        crc.update(digits, 0, digits.length);

        assertThat(crc.getValue()).isEqualTo(0xAE8B14860A799888L);
    }

    @Test
    void crc64IsTheSameHoweverItIsCut() {
        byte[] bytes = new byte[1000];
        new Random(7).nextBytes(bytes);
        Crc64Nvme whole = new Crc64Nvme();
        whole.update(bytes, 0, bytes.length);
        Crc64Nvme cut = new Crc64Nvme();
        for (int at = 0, step = 1; at < bytes.length; at += step, step = 1 + (step * 3) % 17) {
            cut.update(bytes, at, Math.min(step, bytes.length - at));
        }

        assertThat(cut.getValue()).isEqualTo(whole.getValue());
    }

    @Test
    void aWrongByteIsFound() throws IOException {
        try (TemporaryDirectory directory = new TemporaryDirectory()) {
            Path file = directory.path().resolve("file");
            Files.writeString(file, "123456789");
            ObjectProof proof = new ObjectProof(ANY);
            ObjectProof.Known right = new ObjectProof.Known(ObjectProof.Algorithm.CRC64NVME, "rosUhgp5mIg=", 0);

            proof.compare(file, right, List.of());
            Files.writeString(file, "123456788");

            assertThatThrownBy(() -> proof.compare(file, right, List.of()))
                    .isInstanceOfSatisfying(
                            TransferException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(TransferFailure.Kind.DIFFERENT_BYTES));
        }
    }
}
