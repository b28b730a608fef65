package io.maxiofs.desktop.transfer;

import java.util.zip.Checksum;

/**
 * The checksum S3 takes of objects sent without one. Eight bytes at a time. For one thread. The SDK has it only with
 * native code, which would have to be brought for every system.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Checksums in S3</a>
 */
final class Crc64Nvme implements Checksum {
    /** The polynomial of NVM Express with its bits reversed. */
    private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L;

    private static final long[][] TABLES = tables();

    private long crc = ~0L;

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int value = 0; value < 256; value++) {
            long crc = value;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ POLYNOMIAL;
            }
            tables[0][value] = crc;
        }
        for (int value = 0; value < 256; value++) {
            for (int table = 1; table < 8; table++) {
                long before = tables[table - 1][value];
                tables[table][value] = (before >>> 8) ^ tables[0][(int) (before & 0xFF)];
            }
        }
        return tables;
    }

    @Override
    public void update(int b) {
        crc = (crc >>> 8) ^ TABLES[0][(int) ((crc ^ b) & 0xFF)];
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (end - at >= 8) {
            long word = crc;
            long next = 0;
            for (int i = 0; i < 8; i++) {
                next ^= TABLES[7 - i][(int) ((word ^ bytes[at + i]) & 0xFF)];
                word >>>= 8;
            }
            crc = next;
            at += 8;
        }
        while (at < end) {
            update(bytes[at]);
            at++;
        }
    }

    @Override
    public long getValue() {
        return ~crc;
    }

    @Override
    public void reset() {
        crc = ~0L;
    }
}
