package io.maxiofs.storage.digest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.zip.Checksum;

/**
 * CRC-64/NVME: polynomial 0xad93d23594c93659, reflected, all ones before and behind. Sixteen bytes per step by table.
 * Used by one thread at a time.
 *
 * @see <a href="https://nvmexpress.org/specifications/">NVM Express, NVM command set, 64 bit CRC</a>
 */
public final class Crc64Nvme implements Checksum {
    /** The polynomial with its bits reversed. */
    static final long REFLECTED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

    private static final int STEP_BYTES = 16;
    private static final VarHandle LITTLE_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[] TABLE = table();
    private static final int CHUNK_BYTES = 8 * 1024;

    private long state = -1L;
    private byte[] chunk = new byte[0];

    /** {@code TABLE[256 * k + b]}: what byte {@code b} contributes when {@code k} more bytes follow it. */
    private static long[] table() {
        long[] table = new long[256 * STEP_BYTES];
        for (int b = 0; b < 256; b++) {
            long crc = b;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REFLECTED_POLYNOMIAL;
            }
            table[b] = crc;
        }
        for (int k = 1; k < STEP_BYTES; k++) {
            for (int b = 0; b < 256; b++) {
                long previous = table[256 * (k - 1) + b];
                table[256 * k + b] = table[(int) (previous & 0xff)] ^ (previous >>> 8);
            }
        }
        return table;
    }

    @Override
    public void update(int b) {
        state = TABLE[(int) ((state ^ b) & 0xff)] ^ (state >>> 8);
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        state = advance(state, bytes, offset, length);
    }

    /** Takes all remaining bytes, as {@link Checksum#update(ByteBuffer)} does. */
    @Override
    public void update(ByteBuffer bytes) {
        if (bytes.hasArray()) {
            state = advance(state, bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
            bytes.position(bytes.limit());
            return;
        }
        if (chunk.length == 0) {
            chunk = new byte[CHUNK_BYTES];
        }
        while (bytes.hasRemaining()) {
            int count = Math.min(chunk.length, bytes.remaining());
            bytes.get(chunk, 0, count);
            state = advance(state, chunk, 0, count);
        }
    }

    @Override
    public long getValue() {
        return ~state;
    }

    @Override
    public void reset() {
        state = -1L;
    }

    private static long advance(long crc, byte[] bytes, int offset, int length) {
        long[] t = TABLE;
        int at = offset;
        int end = offset + length;
        for (; end - at >= STEP_BYTES; at += STEP_BYTES) {
            long low = crc ^ (long) LITTLE_ENDIAN_LONG.get(bytes, at);
            long high = (long) LITTLE_ENDIAN_LONG.get(bytes, at + 8);
            crc = eight(t, low, 8) ^ eight(t, high, 0);
        }
        for (; at < end; at++) {
            crc = t[(int) ((crc ^ bytes[at]) & 0xff)] ^ (crc >>> 8);
        }
        return crc;
    }

    /** Eight bytes that are followed by {@code behind} more in the same step. */
    private static long eight(long[] t, long word, int behind) {
        int base = 256 * behind;
        return t[base + 7 * 256 + (int) (word & 0xff)]
                ^ t[base + 6 * 256 + (int) ((word >>> 8) & 0xff)]
                ^ t[base + 5 * 256 + (int) ((word >>> 16) & 0xff)]
                ^ t[base + 4 * 256 + (int) ((word >>> 24) & 0xff)]
                ^ t[base + 3 * 256 + (int) ((word >>> 32) & 0xff)]
                ^ t[base + 2 * 256 + (int) ((word >>> 40) & 0xff)]
                ^ t[base + 256 + (int) ((word >>> 48) & 0xff)]
                ^ t[base + (int) (word >>> 56)];
    }
}
