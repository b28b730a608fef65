package io.maxiofs.server.http;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.request.ByteSource;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.xnio.channels.StreamSourceChannel;

/** Reads a body from its connection, on one virtual thread. A waiting client is told to go on when the first byte is asked for. */
final class ConnectionSource implements ByteSource {
    private final HttpServerExchange exchange;
    private final ProgressWatch progress;
    private @Nullable ChannelParking parking;
    private @Nullable StreamSourceChannel channel;
    private long received;

    ConnectionSource(HttpServerExchange exchange, HttpLimits.Times limits) {
        this.exchange = exchange;
        this.progress = new ProgressWatch(limits);
    }

    /** Bytes read so far. */
    long received() {
        return received;
    }

    @Override
    public int read(ByteBuffer destination) {
        try {
            StreamSourceChannel source = open();
            ChannelParking waiter = parking;
            while (true) {
                int read = source.read(destination);
                if (read != 0) {
                    if (read > 0) {
                        received += read;
                        progress.moved(read);
                    }
                    return read;
                }
                if (waiter == null) {
                    waiter = new ChannelParking();
                    parking = waiter;
                }
                long waited = waiter.awaitReadable(source, source.getReadSetter(), progress.remainingNanos());
                if (!progress.waited(waited) || Thread.currentThread().isInterrupted()) {
                    exchange.setPersistent(false);
                    throw new S3Exception(S3ErrorCode.REQUEST_TIMEOUT);
                }
            }
        } catch (IOException e) {
            exchange.setPersistent(false);
            throw new S3Exception(S3ErrorCode.INCOMPLETE_BODY);
        }
    }

    private StreamSourceChannel open() throws IOException {
        StreamSourceChannel open = channel;
        if (open == null) {
            sendContinue();
            open = exchange.getRequestChannel();
            if (open == null) {
                throw new IOException("The request's channel is in use");
            }
            channel = open;
        }
        return open;
    }

    private void sendContinue() throws IOException {
        if (!HttpContinue.requiresContinueResponse(exchange)) {
            return;
        }
        CompletableFuture<Void> sent = new CompletableFuture<>();
        HttpContinue.sendContinueResponse(exchange, new IoCallback() {
            @Override
            public void onComplete(HttpServerExchange done, Sender sender) {
                sent.complete(null);
            }

            @Override
            public void onException(HttpServerExchange failed, Sender sender, IOException exception) {
                sent.completeExceptionally(exception);
            }
        });
        try {
            sent.join();
        } catch (CompletionException e) {
            throw new IOException("The client could not be told to go on", e);
        }
    }
}
