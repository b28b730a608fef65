package io.maxiofs.server.http;

import io.maxiofs.server.s3.operation.S3Response;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;

/** Writes a response's body to its connection, on one virtual thread. */
final class ConnectionSink implements S3Response.Sink {
    private final StreamSinkChannel channel;
    private final ProgressWatch progress;
    private final ChannelParking parking = new ChannelParking();

    /** Status and headers are final from here on. */
    ConnectionSink(HttpServerExchange exchange, HttpLimits.Times limits) throws IOException {
        StreamSinkChannel open = exchange.getResponseChannel();
        if (open == null) {
            throw new IOException("The response's channel is in use");
        }
        this.channel = open;
        this.progress = new ProgressWatch(limits);
    }

    /** @throws IOException if the client is gone or stalls */
    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int written = channel.write(bytes);
            if (written == 0) {
                await();
            } else {
                progress.moved(written);
            }
        }
    }

    /**
     * Sends a range of a file; on plain connections the system moves the bytes.
     *
     * @throws IOException if the client is gone or stalls, or the file is shorter
     */
    void transfer(FileChannel file, long position, long length) throws IOException {
        long sent = 0;
        while (sent < length) {
            long moved = channel.transferFrom(file, position + sent, length - sent);
            if (moved > 0) {
                sent += moved;
                progress.moved(moved);
            } else if (position + sent >= file.size()) {
                throw new IOException("The file ends before the range that was verified");
            } else {
                await();
            }
        }
    }

    /** Hands to the system what is still held. */
    @Override
    public void flush() throws IOException {
        while (!channel.flush()) {
            await();
        }
    }

    /** Ends the body. */
    void finish() throws IOException {
        channel.shutdownWrites();
        flush();
    }

    private void await() throws IOException {
        long waited = parking.awaitWritable(channel, channel.getWriteSetter(), progress.remainingNanos());
        if (!progress.waited(waited) || Thread.currentThread().isInterrupted()) {
            throw new IOException("The client does not take the response");
        }
    }
}
