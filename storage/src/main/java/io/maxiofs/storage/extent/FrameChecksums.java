package io.maxiofs.storage.extent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The checksums of the frames written so far: four bytes for each 64 KiB. */
final class FrameChecksums {
    private static final int FIRST_CAPACITY = 64;

    private final long extentId;
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer scratch = ExtentFormat.newScratch();
    private int[] values = new int[FIRST_CAPACITY];
    private int count;
    private boolean open;

    FrameChecksums(long extentId) {
        this.extentId = extentId;
    }

    /** Adds bytes to the current frame; the buffer's position moves to its limit. */
    void update(ByteBuffer bytes) {
        if (!open) {
            ExtentFormat.seed(crc, scratch, extentId, count);
            open = true;
        }
        crc.update(bytes);
    }

    /** Ends the current frame, if it has any bytes. */
    void endFrame() {
        if (open) {
            if (count == values.length) {
                values = Arrays.copyOf(values, Math.multiplyExact(count, 2));
            }
            values[count++] = (int) crc.getValue();
            open = false;
        }
    }

    int count() {
        return count;
    }

    /** All values in order, as the trailer has them. */
    ByteBuffer trailer() {
        ByteBuffer trailer = ByteBuffer.allocate(Math.multiplyExact(count, ExtentFormat.CRC_BYTES));
        for (int i = 0; i < count; i++) {
            trailer.putInt(values[i]);
        }
        return trailer.flip();
    }
}
