package io.maxiofs.server.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.AbstractServerConnection;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * What becomes of a body that a response does not wait for. A small remainder is read and thrown away, so that the
 * connection can be used again; for a large one the connection is closed after its client has had the time to read the
 * answer (a close with unread bytes would destroy it on its way).
 */
final class UnreadBody {
    /** Bytes read and thrown away at most. */
    private static final long MAX_DRAIN_BYTES = 256 << 10;

    /** How long that may take. */
    private static final long MAX_DRAIN_MILLIS = 2_000;

    private final HttpServerExchange exchange;
    private long drained;
    private boolean done;
    private XnioExecutor.@Nullable Key timer;

    private UnreadBody(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * Decides before the response's headers are sent whether the connection can be kept.
     *
     * @param received bytes of the body that have been read
     */
    static void settle(HttpServerExchange exchange, long received) {
        if (ClientQuirks.losesItsWayAfterARefusal(exchange)) {
            exchange.setPersistent(false);
        }
        if (exchange.isRequestComplete() || !exchange.isPersistent()) {
            return;
        }
        if (HttpContinue.requiresContinueResponse(exchange)) {
            settleExpected(exchange);
            return;
        }
        long announced = exchange.getRequestContentLength();
        if (announced < 0 || announced - received > MAX_DRAIN_BYTES) {
            exchange.setPersistent(false);
        }
    }

    /** A client that waits to be told to go on does not send a body to an answer that refuses it. */
    private static void settleExpected(HttpServerExchange exchange) {
        boolean sentAnyway = exchange.getConnection() instanceof AbstractServerConnection connection
                && connection.getExtraBytes() != null;
        if (sentAnyway || !exchange.isHttp11()) {
            exchange.setPersistent(false);
        } else {
            Connectors.terminateRequest(exchange);
        }
    }

    /** Ends an exchange whose response has been written. */
    static void endExchange(HttpServerExchange exchange) {
        if (exchange.isRequestComplete() || !exchange.getConnection().isOpen()) {
            exchange.endExchange();
        } else {
            exchange.getIoThread().execute(() -> new UnreadBody(exchange).start());
        }
    }

    private void start() {
        StreamSourceChannel existing = Connectors.getExistingRequestChannel(exchange);
        StreamSourceChannel channel = existing == null ? exchange.getRequestChannel() : existing;
        if (channel == null) {
            giveUp();
            return;
        }
        timer = exchange.getIoThread().executeAfter(this::giveUp, MAX_DRAIN_MILLIS, TimeUnit.MILLISECONDS);
        drain(channel);
    }

    private void drain(StreamSourceChannel channel) {
        if (done) {
            return;
        }
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer scratch = pooled.getBuffer();
            while (drained <= MAX_DRAIN_BYTES) {
                int read = channel.read(scratch.clear());
                if (read < 0) {
                    finish();
                    return;
                }
                if (read == 0) {
                    channel.getReadSetter().set(this::drain);
                    channel.resumeReads();
                    return;
                }
                drained += read;
            }
            giveUp();
        } catch (IOException e) {
            giveUp();
        }
    }

    private void giveUp() {
        if (!done) {
            exchange.setPersistent(false);
            finish();
        }
    }

    private void finish() {
        done = true;
        if (timer != null) {
            timer.remove();
        }
        exchange.endExchange();
    }
}
