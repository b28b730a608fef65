package io.maxiofs.storage.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * What makes a state of the index file the valid one. Two of these alternate in the first two 4 KiB of the file; the
 * one with the higher sequence wins. See docs/on-disk-format/index.md.
 *
 * @param sequence counts flushes, from 1
 * @param createdMillis when the file was made, in milliseconds since 1970
 * @param publishedMillis when this header was written, likewise
 * @param chunk id of the newest chunk
 * @param chunkBlock number of its first block
 * @param version of the tree that chunk completes
 * @param blocks length of the file in blocks, with the two that stand for this header
 */
record FileHeader(
        long sequence,
        long createdMillis,
        long publishedMillis,
        int chunk,
        long chunkBlock,
        long version,
        long blocks) {

    static final int SLOT_BYTES = 4096;
    static final int FORMAT_VERSION = 1;

    private static final byte[] MAGIC = {'M', 'X', 'I', 'O', 'I', 'D', 'X', '\n'};
    private static final int CHECKED_BYTES = 8 + 2 * Integer.BYTES + 6 * Long.BYTES;

    /** A whole slot. */
    ByteBuffer encode() {
        ByteBuffer slot = ByteBuffer.allocate(SLOT_BYTES);
        slot.put(MAGIC).putInt(FORMAT_VERSION).putInt(chunk);
        slot.putLong(sequence)
                .putLong(createdMillis)
                .putLong(publishedMillis)
                .putLong(chunkBlock)
                .putLong(version)
                .putLong(blocks);
        slot.putInt(checksum(slot.array()));
        return slot.rewind();
    }

    /**
     * Reads a slot; empty if it was not written completely, or never.
     *
     * @throws IndexDamagedException if it is whole but of an unknown format
     */
    static Optional<FileHeader> decode(ByteBuffer slot) {
        byte[] bytes = new byte[CHECKED_BYTES + Integer.BYTES];
        if (slot.remaining() < bytes.length) {
            return Optional.empty();
        }
        slot.get(bytes);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt(CHECKED_BYTES) != checksum(bytes)
                || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        in.position(MAGIC.length);
        int format = in.getInt();
        if (format != FORMAT_VERSION) {
            throw new IndexDamagedException(
                    "The index file has format " + format + "; this program reads format " + FORMAT_VERSION);
        }
        int chunk = in.getInt();
        return Optional.of(new FileHeader(
                in.getLong(), in.getLong(), in.getLong(), chunk, in.getLong(), in.getLong(), in.getLong()));
    }

    private static int checksum(byte[] slot) {
        CRC32C crc = new CRC32C();
        crc.update(slot, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
