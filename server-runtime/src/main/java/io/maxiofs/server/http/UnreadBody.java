package io.maxiofs.server.http;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Protocols;
import java.io.IOException;
import org.xnio.ChannelListeners;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.channels.StreamSourceChannel;

/**
 * What becomes of a body that a response does not wait for. A small remainder is read and thrown away, so that the
 * connection can be used again; for a large one the connection is closed when its client has had the time to read the
 * answer, see {@link Linger}.
 */
final class UnreadBody {
    /** Run, if an exchange has it, when its answer is sent and only the rest of its body is still being thrown away. */
    static final AttachmentKey<Runnable> ANSWERED = AttachmentKey.create(Runnable.class);

    /** Bytes thrown away at most for the use of a connection. */
    private static final long MAX_DRAIN_BYTES = 256 << 10;

    private final HttpServerExchange exchange;

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

    /** Ends an exchange whose response has been written, or has no more than a head, which is written then. */
    static void endExchange(HttpServerExchange exchange) {
        if (exchange.isRequestComplete() || !exchange.getConnection().isOpen()) {
            exchange.endExchange();
        } else {
            exchange.getIoThread().execute(() -> new UnreadBody(exchange).start());
        }
    }

    private void start() {
        try {
            StreamSinkChannel head = exchange.isResponseStarted() ? null : exchange.getResponseChannel();
            if (head == null) {
                linger();
                return;
            }
            head.shutdownWrites();
            if (head.flush()) {
                linger();
            } else {
                head.getWriteSetter()
                        .set(ChannelListeners.flushingChannelListener(sent -> linger(), (sent, failure) -> end(false)));
                head.resumeWrites();
            }
        } catch (IOException e) {
            end(false);
        }
    }

    private void linger() {
        Runnable answered = exchange.getAttachment(ANSWERED);
        if (answered != null) {
            answered.run();
        }
        StreamSourceChannel existing = Connectors.getExistingRequestChannel(exchange);
        StreamSourceChannel channel = existing == null ? exchange.getRequestChannel() : existing;
        if (channel == null) {
            end(false);
            return;
        }
        // Of HTTP/2 only a stream ends, and its client is told to send no more of it.
        boolean closes = !exchange.isPersistent() && !exchange.getProtocol().equals(Protocols.HTTP_2_0);
        if (closes && exchange.getConnection() instanceof AbstractServerConnection connection) {
            Linger.sayGoodbye(connection.getOriginalSinkConduit());
        }
        Linger.on(
                channel,
                exchange.getIoThread(),
                exchange.getConnection().getByteBufferPool(),
                closes ? Long.MAX_VALUE : MAX_DRAIN_BYTES,
                this::end);
    }

    private void end(boolean complete) {
        if (!complete) {
            exchange.setPersistent(false);
        }
        exchange.endExchange();
    }
}
