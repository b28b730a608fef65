package io.maxiofs.storage.extent;

import io.maxiofs.base.BufferPool;
import io.maxiofs.storage.file.DataFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Appends to a file in large writes. Used by one thread at a time. */
final class FileAppender {
    private final DataFile file;
    private final WriteBehind behind;
    private final BufferPool buffers;
    private final ByteBuffer buffer;
    private long written;
    private boolean released;

    FileAppender(DataFile file, WriteBehind behind, BufferPool buffers) {
        this.file = file;
        this.behind = behind;
        this.buffers = buffers;
        this.buffer = buffers.take();
    }

    /** Consumes all of {@code bytes}. */
    void write(ByteBuffer bytes) throws IOException {
        if (buffer.position() == 0 && bytes.remaining() >= buffer.capacity() && bytes.isDirect()) {
            writeThrough(bytes);
            return;
        }
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), buffer.remaining());
            buffer.put(buffer.position(), bytes, bytes.position(), count);
            buffer.position(buffer.position() + count);
            bytes.position(bytes.position() + count);
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    /** Room for {@code bytes} to be put directly; moves what is there to the file if it is in the way. */
    ByteBuffer room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
        return buffer;
    }

    /** Hands everything to the operating system. */
    void flush() throws IOException {
        if (buffer.position() > 0) {
            writeThrough(buffer.flip());
            buffer.clear();
        }
    }

    private void writeThrough(ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        file.write(bytes, written);
        written += count;
        behind.wrote(count);
    }

    void release() {
        if (!released) {
            released = true;
            buffers.giveBack(buffer);
        }
    }
}
