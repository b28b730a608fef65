package io.maxiofs.storage.codec;

import io.maxiofs.storage.api.CorruptDataException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads what {@link Encoder} wrote. Bytes come from the disk behind a checksum, and yet every length is checked: a value
 * that cannot be read fails with {@link CorruptDataException}, never with more.
 */
public final class Decoder {
    private static final int MAX_VARINT_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    public Decoder(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public Decoder(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    /** Reads the remaining bytes of {@code buffer}, which stays as it is. */
    public static Decoder of(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return new Decoder(copy);
    }

    public boolean hasMore() {
        return position < end;
    }

    public int position() {
        return position;
    }

    public int u8() {
        need(1);
        return bytes[position++] & 0xFF;
    }

    public int i32() {
        need(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    public long i64() {
        return (long) i32() << 32 | i32() & 0xFFFF_FFFFL;
    }

    public long varint() {
        long value = 0;
        for (int shift = 0; shift <= MAX_VARINT_SHIFT; shift += 7) {
            int next = u8();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptDataException("A number has no end");
    }

    /** A number that must fit an int and not be negative, such as a count. */
    public int count() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new CorruptDataException("A count of " + value + " cannot be");
        }
        return (int) value;
    }

    public byte[] raw(int length) {
        need(length);
        byte[] value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    public void skip(int length) {
        need(length);
        position += length;
    }

    public byte[] blob() {
        return raw(count());
    }

    public String string() {
        int length = count();
        need(length);
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    public Map<String, String> stringMap() {
        int size = count();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            String name = string();
            map.put(name, string());
        }
        return map;
    }

    /** All that is left. */
    public byte[] rest() {
        return raw(end - position);
    }

    /** The body of a numbered field whose number has been read; this decoder goes on behind it. */
    public Decoder field() {
        need(3);
        int length = (bytes[position] & 0xFF) << 16 | (bytes[position + 1] & 0xFF) << 8 | bytes[position + 2] & 0xFF;
        position += 3;
        need(length);
        Decoder field = new Decoder(bytes, position, length);
        position += length;
        return field;
    }

    private void need(int length) {
        if (length < 0 || end - position < length) {
            throw new CorruptDataException("A value ends too early");
        }
    }
}
