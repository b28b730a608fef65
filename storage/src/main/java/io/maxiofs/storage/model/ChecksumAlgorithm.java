package io.maxiofs.storage.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The additional checksums of S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checking object
 *     integrity</a>
 */
public enum ChecksumAlgorithm {
    CRC32("CRC32", 4),
    CRC32C("CRC32C", 4),
    CRC64NVME("CRC64NVME", 8),
    SHA1("SHA1", 20),
    SHA256("SHA256", 32);

    private final String wireName;
    private final String headerName;
    private final int byteLength;

    ChecksumAlgorithm(String wireName, int byteLength) {
        this.wireName = wireName;
        this.headerName = "x-amz-checksum-" + wireName.toLowerCase(Locale.ROOT);
        this.byteLength = byteLength;
    }

    /** As in {@code x-amz-checksum-algorithm}. */
    public String wireName() {
        return wireName;
    }

    /** Lower case name of the header that carries the value, such as {@code x-amz-checksum-crc32}. */
    public String headerName() {
        return headerName;
    }

    /** Length of a value in bytes, before base 64. */
    public int byteLength() {
        return byteLength;
    }

    /** Whether values of consecutive parts can be combined into the value of the whole. */
    public boolean isLinear() {
        return this == CRC32 || this == CRC32C || this == CRC64NVME;
    }

    public static Optional<ChecksumAlgorithm> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(a -> a.wireName.equalsIgnoreCase(name))
                .findFirst();
    }
}
