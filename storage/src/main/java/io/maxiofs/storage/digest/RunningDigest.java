package io.maxiofs.storage.digest;

import io.maxiofs.storage.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** One value that grows with the bytes of a body. Used by one thread at a time. */
public abstract sealed class RunningDigest {

    private RunningDigest() {}

    /** A new value of {@code algorithm}. */
    public static RunningDigest of(ChecksumAlgorithm algorithm) {
        return switch (algorithm) {
            case CRC32 -> new Cyclic(new CRC32(), algorithm.byteLength());
            case CRC32C -> new Cyclic(new CRC32C(), algorithm.byteLength());
            case CRC64NVME -> new Cyclic(new Crc64Nvme(), algorithm.byteLength());
            case SHA1 -> new Hash("SHA-1");
            case SHA256 -> new Hash("SHA-256");
        };
    }

    public static RunningDigest md5() {
        return new Hash("MD5");
    }

    /** Takes the remaining bytes; the buffer's position stays where it is. */
    public final void update(ByteBuffer bytes) {
        consume(bytes.duplicate());
    }

    /** The raw value, most significant byte first; the digest must not be used afterwards. */
    public abstract byte[] finish();

    abstract void consume(ByteBuffer bytes);

    /** Whether the value costs so little that handing its bytes to another thread would cost more. */
    abstract boolean isCheap();

    private static final class Hash extends RunningDigest {
        private final MessageDigest digest;

        Hash(String name) {
            try {
                digest = MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("This Java runtime lacks " + name, e);
            }
        }

        @Override
        void consume(ByteBuffer bytes) {
            digest.update(bytes);
        }

        @Override
        public byte[] finish() {
            return digest.digest();
        }

        @Override
        boolean isCheap() {
            return false;
        }
    }

    private static final class Cyclic extends RunningDigest {
        private final Checksum checksum;
        private final int byteLength;

        Cyclic(Checksum checksum, int byteLength) {
            this.checksum = checksum;
            this.byteLength = byteLength;
        }

        @Override
        void consume(ByteBuffer bytes) {
            checksum.update(bytes);
        }

        @Override
        public byte[] finish() {
            return CrcCombination.toBytes(checksum.getValue(), byteLength);
        }

        @Override
        boolean isCheap() {
            return byteLength == Integer.BYTES;
        }
    }
}
