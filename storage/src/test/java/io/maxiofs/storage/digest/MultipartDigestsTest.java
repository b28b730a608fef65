package io.maxiofs.storage.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.base.TestSeed;
import io.maxiofs.storage.digest.MultipartDigests.PartValue;
import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class MultipartDigestsTest {
    private static final String[] LINEAR = {"CRC32", "CRC32C", "CRC64NVME"};

    private static Checksum value(ChecksumAlgorithm algorithm, byte[] bytes, int offset, int length) {
        RunningDigest digest = RunningDigest.of(algorithm);
        digest.update(ByteBuffer.wrap(bytes, offset, length));
        return Checksum.ofWhole(algorithm, digest.finish());
    }

    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void combinesPartsIntoTheValueOfTheWholeForRandomSplits(ChecksumAlgorithm algorithm) {
        long seed = TestSeed.get();
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            byte[] body = new byte[random.nextInt(5_000)];
            random.nextBytes(body);
            List<PartValue> parts = new ArrayList<>();
            for (int at = 0; at < body.length || parts.isEmpty(); ) {
                int length = Math.min(body.length - at, random.nextInt(random.nextBoolean() ? 3 : 2_000));
                parts.add(new PartValue(value(algorithm, body, at, length), length));
                at += length;
            }

            assertThat(MultipartDigests.fullObject(algorithm, parts))
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(value(algorithm, body, 0, body.length));
        }
    }

    /** Zeroes in front do not hide: a part of 5 GiB is combined without being read, checked by doubling. */
    @ParameterizedTest
    @EnumSource(names = {"CRC32", "CRC32C", "CRC64NVME"})
    void combinesLongPartsConsistently(ChecksumAlgorithm algorithm) {
        byte[] mib = new byte[1 << 20];
        new Random(3).nextBytes(mib);
        PartValue part = new PartValue(value(algorithm, mib, 0, mib.length), mib.length);
        List<PartValue> flat = new ArrayList<>();
        PartValue doubled = part;
        for (int i = 0; i < 13; i++) {
            doubled = new PartValue(
                    MultipartDigests.fullObject(algorithm, List.of(doubled, doubled)), 2 * doubled.length());
        }
        for (int i = 0; i < 1 << 13; i++) {
            flat.add(part);
        }

        assertThat(doubled.length()).isEqualTo(8L << 30);
        assertThat(MultipartDigests.fullObject(algorithm, flat)).isEqualTo(doubled.value());
    }

    @ParameterizedTest
    @EnumSource(
            names = {"CRC32", "CRC32C", "CRC64NVME"},
            mode = Mode.EXCLUDE)
    void refusesToCombineWhatIsNotLinear(ChecksumAlgorithm algorithm) {
        PartValue part = new PartValue(value(algorithm, new byte[1], 0, 1), 1);

        assertThat(algorithm.isLinear()).isFalse();
        assertThat(LINEAR).doesNotContain(algorithm.name());
        assertThatThrownBy(() -> MultipartDigests.fullObject(algorithm, List.of(part)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void hashesRawPartValuesForAComposite(ChecksumAlgorithm algorithm) {
        List<Checksum> parts = new ArrayList<>();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        for (int i = 0; i < 5; i++) {
            byte[] part = new byte[i * 100];
            new Random(i).nextBytes(part);
            parts.add(value(algorithm, part, 0, part.length));
            raw.writeBytes(parts.getLast().bytes());
        }

        Checksum composite = MultipartDigests.composite(algorithm, parts);

        assertThat(composite.type()).isEqualTo(ChecksumType.COMPOSITE);
        assertThat(composite.partCount()).isEqualTo(5);
        assertThat(composite.bytes())
                .isEqualTo(value(algorithm, raw.toByteArray(), 0, raw.size()).bytes());
        assertThat(composite.text()).endsWith("-5");
        assertThatThrownBy(() -> MultipartDigests.composite(algorithm, List.of(composite)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MultipartDigests.composite(algorithm, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void makesTheEntityTagOfTheMd5sOfTheParts() throws GeneralSecurityException {
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        byte[] first = md5.digest("first".getBytes(StandardCharsets.US_ASCII));
        byte[] second = md5.digest("second".getBytes(StandardCharsets.US_ASCII));
        md5.update(first);
        byte[] both = md5.digest(second);

        assertThat(MultipartDigests.entityTag(List.of(ETag.ofMd5(first), ETag.ofMd5(second))))
                .isEqualTo(new ETag(HexFormat.of().formatHex(both) + "-2"));
        assertThatThrownBy(() -> MultipartDigests.entityTag(List.of(new ETag("abcd"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MultipartDigests.entityTag(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
