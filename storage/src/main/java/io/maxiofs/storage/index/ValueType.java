package io.maxiofs.storage.index;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** Values: byte strings without an order, written as length and bytes. */
final class ValueType extends BasicDataType<byte[]> {

    static final ValueType INSTANCE = new ValueType();

    private static final int ARRAY_OVERHEAD_BYTES = 20;

    private ValueType() {}

    @Override
    public int getMemory(byte[] value) {
        return ARRAY_OVERHEAD_BYTES + value.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }

    @Override
    public void write(WriteBuffer buffer, byte[] value) {
        buffer.putVarInt(value.length).put(ByteBuffer.wrap(value));
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        byte[] value = new byte[KeyType.length(buffer, Integer.MAX_VALUE)];
        buffer.get(value);
        return value;
    }
}
