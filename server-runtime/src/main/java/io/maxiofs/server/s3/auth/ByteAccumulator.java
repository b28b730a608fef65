package io.maxiofs.server.s3.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Collects bytes to be hashed. Used again and again, by one thread at a time. */
final class ByteAccumulator {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[1024];
    private int size;

    ByteAccumulator clear() {
        size = 0;
        return this;
    }

    /** Characters up to U+00FF, a byte each. */
    ByteAccumulator add(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[size + i] = (byte) text.charAt(i);
        }
        size += length;
        return this;
    }

    ByteAccumulator add(char c) {
        ensure(1);
        bytes[size++] = (byte) c;
        return this;
    }

    ByteAccumulator addHex(byte[] value) {
        ensure(value.length * 2);
        for (byte b : value) {
            bytes[size++] = HEX[(b >> 4) & 0xF];
            bytes[size++] = HEX[b & 0xF];
        }
        return this;
    }

    /** A header's value with runs of spaces made one, as canonical requests want it. */
    ByteAccumulator addCollapsed(String value) {
        String stripped = value.strip();
        boolean space = false;
        for (int i = 0; i < stripped.length(); i++) {
            char c = stripped.charAt(i);
            if (c != ' ' || !space) {
                add(c);
            }
            space = c == ' ';
        }
        return this;
    }

    int size() {
        return size;
    }

    void digest(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** As it was added, a character per byte. */
    @Override
    public String toString() {
        return new String(bytes, 0, size, StandardCharsets.ISO_8859_1);
    }

    byte[] array() {
        return bytes;
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
