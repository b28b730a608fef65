package io.maxiofs.storage.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C over a part of a buffer. */
final class Crc {

    private Crc() {}

    /** Leaves position and limit of {@code source} as they were. {@code scratch} is reset first. */
    static int of(CRC32C scratch, ByteBuffer source, int at, int length) {
        scratch.reset();
        update(scratch, source, at, length);
        return (int) scratch.getValue();
    }

    /** Goes on with {@code crc}. Leaves position and limit of {@code source} as they were. */
    static void update(CRC32C crc, ByteBuffer source, int at, int length) {
        int position = source.position();
        int limit = source.limit();
        try {
            source.limit(at + length).position(at);
            crc.update(source);
        } finally {
            source.limit(limit).position(position);
        }
    }
}
