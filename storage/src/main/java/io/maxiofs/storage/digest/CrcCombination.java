package io.maxiofs.storage.digest;

import io.maxiofs.storage.model.ChecksumAlgorithm;

/**
 * Combines CRC values of consecutive runs of bytes into the value of the whole without reading the bytes: appending n
 * bytes multiplies the first value by x^8n modulo the polynomial. Because initial value and final xor are both all
 * ones, they cancel and values can be combined as they are.
 *
 * @see <a href="https://github.com/madler/zlib/blob/develop/crc32.c">zlib's crc32_combine</a>
 */
final class CrcCombination {
    private static final long CRC32 = 0xedb88320L;
    private static final long CRC32C = 0x82f63b78L;

    private final int bits;
    private final long polynomial;

    private CrcCombination(int bits, long polynomial) {
        this.bits = bits;
        this.polynomial = polynomial;
    }

    /** @throws IllegalArgumentException if {@code algorithm} is not linear */
    static CrcCombination of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new CrcCombination(32, CRC32);
            case CRC32C -> new CrcCombination(32, CRC32C);
            case CRC64NVME -> new CrcCombination(64, Crc64Nvme.REFLECTED_POLYNOMIAL);
            case SHA1, SHA256 -> throw new IllegalArgumentException(algorithm + " values cannot be combined");
        };
    }

    /** The value of two runs, the second of {@code secondLength} bytes. */
    long combine(long first, long second, long secondLength) {
        return multiply(first, powerOfX8(secondLength)) ^ second;
    }

    /** x to the power of 8 × {@code bytes}. In reflected order the highest bit is x^0. */
    private long powerOfX8(long bytes) {
        long result = 1L << (bits - 1);
        long square = 1L << (bits - 1 - 8);
        for (long n = bytes; n != 0; n >>>= 1) {
            if ((n & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (long bit = 1L << (bits - 1); bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
        }
        return product;
    }

    /** Most significant byte first. */
    static byte[] toBytes(long value, int byteLength) {
        byte[] bytes = new byte[byteLength];
        for (int i = 0; i < byteLength; i++) {
            bytes[i] = (byte) (value >>> (8 * (byteLength - 1 - i)));
        }
        return bytes;
    }

    static long ofBytes(byte[] bytes) {
        long value = 0;
        for (byte b : bytes) {
            value = (value << 8) | (b & 0xff);
        }
        return value;
    }
}
