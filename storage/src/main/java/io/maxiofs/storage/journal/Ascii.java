package io.maxiofs.storage.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Magic numbers that read as text in a hex dump of a little-endian file. */
final class Ascii {

    private Ascii() {}

    /** The number whose eight bytes, lowest first, spell {@code text}. */
    static long littleEndian(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
