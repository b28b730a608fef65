package io.maxiofs.storage.model;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The name of an object inside a bucket: 1 to 1,024 bytes of UTF-8, any of them. A key is never a path. Keys order by
 * their UTF-8 bytes (unsigned), as S3 lists them; that differs from {@link String#compareTo} beyond the basic plane.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Object key names</a>
 */
public final class ObjectKey implements Comparable<ObjectKey> {
    /** Longest key, in bytes of UTF-8. */
    public static final int MAX_BYTES = 1024;

    private final String value;
    private final byte[] utf8;

    private ObjectKey(String value, byte[] utf8) {
        this.value = value;
        this.utf8 = utf8;
    }

    /**
     * @throws IllegalArgumentException if the key is empty or not well-formed UTF-16
     * @throws KeyTooLongException if it is longer than {@link #MAX_BYTES}
     */
    public static ObjectKey of(String value) {
        byte[] utf8 = encode(value);
        check(utf8.length);
        return new ObjectKey(value, utf8);
    }

    /**
     * @param utf8 copied
     * @throws IllegalArgumentException if the key is empty or not well-formed UTF-8
     * @throws KeyTooLongException if it is longer than {@link #MAX_BYTES}
     */
    public static ObjectKey ofUtf8(byte[] utf8) {
        check(utf8.length);
        try {
            String value = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return new ObjectKey(value, utf8.clone());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Object key is not UTF-8", e);
        }
    }

    private static byte[] encode(String value) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("Object key is not well-formed Unicode", e);
        }
    }

    private static void check(int length) {
        if (length == 0) {
            throw new IllegalArgumentException("Object key is empty");
        }
        if (length > MAX_BYTES) {
            throw new KeyTooLongException(length);
        }
    }

    public String value() {
        return value;
    }

    /** The key's bytes; a copy. */
    public byte[] utf8() {
        return utf8.clone();
    }

    public int byteLength() {
        return utf8.length;
    }

    /** Copies the key's bytes to {@code target} at {@code offset}. */
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(utf8, 0, target, offset, utf8.length);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return Arrays.compareUnsigned(utf8, other.utf8);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof ObjectKey other && value.equals(other.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
