package io.maxiofs.storage.index;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Keys: byte strings in unsigned order. The keys of a page are written as the length they share with the key before,
 * the length of the rest, and the rest. No object of any other class can come out of the file.
 */
final class KeyType extends BasicDataType<byte[]> {

    static final KeyType INSTANCE = new KeyType();

    /** Array header and rounding, in bytes. */
    private static final int ARRAY_OVERHEAD_BYTES = 20;

    private KeyType() {}

    @Override
    public int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }

    @Override
    public int getMemory(byte[] key) {
        return ARRAY_OVERHEAD_BYTES + key.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }

    @Override
    public void write(WriteBuffer buffer, byte[] key) {
        buffer.putVarInt(key.length).put(key);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        byte[] key = new byte[length(buffer, Integer.MAX_VALUE)];
        buffer.get(key);
        return key;
    }

    @Override
    public void write(WriteBuffer buffer, Object storage, int count) {
        byte[][] keys = (byte[][]) storage;
        byte[] before = new byte[0];
        for (int i = 0; i < count; i++) {
            byte[] key = keys[i];
            int difference = Arrays.mismatch(before, key);
            int shared = difference < 0 ? key.length : difference;
            buffer.putVarInt(shared)
                    .putVarInt(key.length - shared)
                    .put(ByteBuffer.wrap(key, shared, key.length - shared));
            before = key;
        }
    }

    @Override
    public void read(ByteBuffer buffer, Object storage, int count) {
        byte[][] keys = (byte[][]) storage;
        byte[] before = new byte[0];
        for (int i = 0; i < count; i++) {
            int shared = DataUtils.readVarInt(buffer);
            if (shared < 0 || shared > before.length) {
                throw new IndexDamagedException("A key shares " + shared + " bytes with one of " + before.length);
            }
            int rest = length(buffer, Integer.MAX_VALUE - shared);
            byte[] key = new byte[shared + rest];
            System.arraycopy(before, 0, key, 0, shared);
            buffer.get(key, shared, rest);
            keys[i] = key;
            before = key;
        }
    }

    /** A length that the buffer has bytes for. */
    static int length(ByteBuffer buffer, int limit) {
        int length = DataUtils.readVarInt(buffer);
        if (length < 0 || length > limit || length > buffer.remaining()) {
            throw new IndexDamagedException("A length of " + length + " in a page of the index file");
        }
        return length;
    }
}
