package io.maxiofs.storage.reference;

import io.maxiofs.storage.model.Checksum;
import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** Digests of whole arrays, written for plainness and not for speed. */
public final class ModelDigests {
    /** Reflected polynomial of CRC-64/NVME. */
    private static final long CRC64_NVME = 0x9a6c9329ac4bc9b5L;

    private ModelDigests() {}

    public static byte[] md5(byte[] bytes) {
        return digest("MD5", bytes);
    }

    public static Checksum checksum(ChecksumAlgorithm algorithm, byte[] bytes) {
        return Checksum.ofWhole(algorithm, value(algorithm, bytes));
    }

    static byte[] value(ChecksumAlgorithm algorithm, byte[] bytes) {
        return switch (algorithm) {
            case CRC32 -> {
                CRC32 crc = new CRC32();
                crc.update(bytes);
                yield ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array();
            }
            case CRC32C -> {
                CRC32C crc = new CRC32C();
                crc.update(bytes);
                yield ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array();
            }
            case CRC64NVME ->
                ByteBuffer.allocate(Long.BYTES).putLong(crc64Nvme(bytes)).array();
            case SHA1 -> digest("SHA-1", bytes);
            case SHA256 -> digest("SHA-256", bytes);
        };
    }

    private static long crc64Nvme(byte[] bytes) {
        long crc = -1;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ CRC64_NVME;
            }
        }
        return ~crc;
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
