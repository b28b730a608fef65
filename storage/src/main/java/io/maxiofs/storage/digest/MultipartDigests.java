package io.maxiofs.storage.digest;

import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import io.maxiofs.storage.model.ChecksumType;
import io.maxiofs.storage.model.ETag;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * Values of a multipart object made from those of its parts, without reading a byte of them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html">Full object
 *     and composite checksums</a>
 */
public final class MultipartDigests {

    private MultipartDigests() {}

    /**
     * A part's contribution to the checksum of the whole.
     *
     * @param value of the part's bytes
     * @param length of the part in bytes
     */
    public record PartValue(Checksum value, long length) {}

    /**
     * The value of the parts' bytes behind each other.
     *
     * @param algorithm one that {@linkplain ChecksumAlgorithm#isLinear() can be combined}
     * @param parts in order, at least one, all of {@code algorithm}
     */
    public static Checksum fullObject(ChecksumAlgorithm algorithm, List<PartValue> parts) {
        CrcCombination combination = CrcCombination.of(algorithm);
        requireParts(parts);
        long value = 0;
        boolean first = true;
        for (PartValue part : parts) {
            long partValue = CrcCombination.ofBytes(bytesOf(part.value(), algorithm));
            value = first ? partValue : combination.combine(value, partValue, part.length());
            first = false;
        }
        return Checksum.ofWhole(algorithm, CrcCombination.toBytes(value, algorithm.byteLength()));
    }

    /**
     * The value of the parts' raw values behind each other.
     *
     * @param parts in order, at least one, all of {@code algorithm}
     */
    public static Checksum composite(ChecksumAlgorithm algorithm, List<Checksum> parts) {
        requireParts(parts);
        RunningDigest digest = RunningDigest.of(algorithm);
        for (Checksum part : parts) {
            digest.update(ByteBuffer.wrap(bytesOf(part, algorithm)));
        }
        return new Checksum(algorithm, ChecksumType.COMPOSITE, digest.finish(), parts.size());
    }

    /**
     * {@code md5(md5s)-N}.
     *
     * @param parts entity tags of the parts in order, each the hex of an MD5, at least one
     * @throws IllegalArgumentException if a tag is not the hex of an MD5
     */
    public static ETag entityTag(List<ETag> parts) {
        requireParts(parts);
        RunningDigest digest = RunningDigest.md5();
        for (ETag part : parts) {
            byte[] md5 = HexFormat.of().parseHex(part.value());
            if (md5.length != 16) {
                throw new IllegalArgumentException("Not the tag of a part: " + part);
            }
            digest.update(ByteBuffer.wrap(md5));
        }
        return new ETag(HexFormat.of().formatHex(digest.finish()) + "-" + parts.size());
    }

    private static void requireParts(List<?> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("No parts");
        }
    }

    private static byte[] bytesOf(Checksum value, ChecksumAlgorithm algorithm) {
        if (value.algorithm() != algorithm || value.type() != ChecksumType.FULL_OBJECT) {
            throw new IllegalArgumentException("Not a part's " + algorithm + " value: " + value);
        }
        return value.bytes();
    }
}
