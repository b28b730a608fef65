package io.maxiofs.storage.api;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a body piece by piece, each verified against its checksum before it is returned. Used by one thread at a
 * time. Keeps the bytes on disk until closed.
 */
public interface BodyReader extends AutoCloseable {

    /**
     * The next piece, or null at the end. The piece is valid until the next call.
     *
     * @throws CorruptDataException if the bytes fail their checksum; no byte of the piece has been handed out
     */
    @Nullable Slice next();

    /** Never throws. */
    @Override
    void close();

    /** A verified run of plaintext. */
    sealed interface Slice {
        long length();
    }

    /** Bytes in memory. */
    record Memory(ByteBuffer bytes) implements Slice {
        @Override
        public long length() {
            return bytes.remaining();
        }
    }

    /** Bytes that may go from the file to the socket without passing through memory of ours. */
    record File(FileChannel channel, long position, long length) implements Slice {}
}
