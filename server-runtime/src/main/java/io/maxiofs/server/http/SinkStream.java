package io.maxiofs.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Gathers small writes before they go to a connection. Used by one virtual thread. */
final class SinkStream extends OutputStream {
    private static final int BUFFER_BYTES = 16 << 10;

    private final ConnectionSink sink;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);

    SinkStream(ConnectionSink sink) {
        this.sink = sink;
    }

    @Override
    public void write(int b) throws IOException {
        if (!buffer.hasRemaining()) {
            empty();
        }
        buffer.put((byte) b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > buffer.remaining()) {
            empty();
        }
        if (length > buffer.capacity()) {
            sink.write(ByteBuffer.wrap(bytes, offset, length));
        } else {
            buffer.put(bytes, offset, length);
        }
    }

    private void empty() throws IOException {
        buffer.flip();
        sink.write(buffer);
        buffer.clear();
    }

    @Override
    public void flush() throws IOException {
        empty();
        sink.flush();
    }

    /** Sends the rest; the connection stays open. */
    @Override
    public void close() throws IOException {
        empty();
    }
}
