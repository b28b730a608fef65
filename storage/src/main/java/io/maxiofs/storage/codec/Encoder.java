package io.maxiofs.storage.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/** Appends values to a growing array. Numbers are variable length (7 bits a byte, low first) or big endian. */
public final class Encoder {
    private static final int FIELD_LENGTH_BYTES = 3;
    private static final int MAX_FIELD_LENGTH = (1 << 24) - 1;

    private byte[] bytes;
    private int size;

    public Encoder(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public Encoder u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public Encoder i32(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    public Encoder i64(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** A number, small ones short; negative ones take ten bytes. */
    public Encoder varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    public Encoder raw(byte[] value) {
        return raw(value, 0, value.length);
    }

    public Encoder raw(byte[] value, int offset, int length) {
        room(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
        return this;
    }

    /** Length, then the bytes. */
    public Encoder blob(byte[] value) {
        return varint(value.length).raw(value);
    }

    public Encoder string(String value) {
        return blob(value.getBytes(StandardCharsets.UTF_8));
    }

    public Encoder stringMap(Map<String, String> map) {
        varint(map.size());
        map.forEach((name, value) -> string(name).string(value));
        return this;
    }

    /** Starts a numbered field; give the result to {@link #endField}. */
    public int beginField(int number) {
        u8(number);
        int start = size;
        room(FIELD_LENGTH_BYTES);
        size += FIELD_LENGTH_BYTES;
        return start;
    }

    /** @throws IllegalArgumentException if the field grew beyond 16 MiB */
    public void endField(int start) {
        int length = size - start - FIELD_LENGTH_BYTES;
        if (length > MAX_FIELD_LENGTH) {
            throw new IllegalArgumentException("A field of " + length + " bytes is too long");
        }
        bytes[start] = (byte) (length >>> 16);
        bytes[start + 1] = (byte) (length >>> 8);
        bytes[start + 2] = (byte) length;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
