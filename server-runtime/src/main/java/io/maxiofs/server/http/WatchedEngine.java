package io.maxiofs.server.http;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one connection. Until the handshake is over it looks at what comes and how it ends; afterwards it hands
 * every call on. No byte of TLS begins like a letter: a client that sends one speaks something else, gets its answer in the
 * clear, and what it sends after that is thrown away until it ends the connection, a bound is reached, or the port's time for
 * idle connections. One thread at a time, as any engine.
 */
final class WatchedEngine extends HandedOnEngine {
    /** Thrown away of a client that goes on sending, so that it can read its answer. */
    private static final int MAX_DISCARDED = 1 << 20;

    private static final int NO_ALERT = -1;
    private static final byte ALERT_RECORD = 0x15;
    private static final int ALERT_RECORD_BYTES = 7;

    private final InetAddress peer;
    private final HandshakeWatch.Listener listener;
    private boolean begun;
    private boolean over;
    private boolean spoke;
    private int alert = NO_ALERT;
    private @Nullable ByteBuffer plain;
    private int discarded;

    WatchedEngine(SSLEngine engine, InetAddress peer, HandshakeWatch.Listener listener) {
        super(engine);
        this.peer = peer;
        this.listener = listener;
    }

    @Override
    public SSLEngineResult unwrap(ByteBuffer src, ByteBuffer[] dsts, int offset, int length) throws SSLException {
        if (over) {
            SSLEngineResult result = engine.unwrap(src, dsts, offset, length);
            spoke |= result.bytesProduced() > 0;
            return result;
        }
        if (plain != null) {
            return discard(src);
        }
        if (!begun && src.hasRemaining()) {
            begun = true;
            if (isLetter(src.get(src.position()))) {
                return answer(src);
            }
        }
        noteAlert(src);
        SSLSession session = engine.getHandshakeSession();
        try {
            SSLEngineResult result = seen(engine.unwrap(src, dsts, offset, length));
            spoke = result.bytesProduced() > 0;
            return result;
        } catch (SSLException e) {
            failed(e, session);
            throw e;
        }
    }

    @Override
    public SSLEngineResult wrap(ByteBuffer[] srcs, int offset, int length, ByteBuffer dst) throws SSLException {
        if (over) {
            return engine.wrap(srcs, offset, length, dst);
        }
        if (plain != null) {
            return send(plain, dst);
        }
        SSLSession session = engine.getHandshakeSession();
        try {
            return seen(engine.wrap(srcs, offset, length, dst));
        } catch (SSLException e) {
            failed(e, session);
            throw e;
        }
    }

    private static boolean isLetter(byte first) {
        return first >= 'A' && first <= 'Z' || first >= 'a' && first <= 'z';
    }

    /** OpenSSL sends its alert unencrypted where Java awaits an encrypted one, so that Java cannot say which it is. */
    private void noteAlert(ByteBuffer src) {
        int at = src.position();
        if (src.remaining() >= ALERT_RECORD_BYTES && src.get(at) == ALERT_RECORD && src.getShort(at + 3) == 2) {
            alert = src.get(at + ALERT_RECORD_BYTES - 1);
        }
    }

    private SSLEngineResult seen(SSLEngineResult result) {
        over = result.getHandshakeStatus() == HandshakeStatus.FINISHED;
        return result;
    }

    private void failed(SSLException failure, @Nullable SSLSession session) {
        over = true;
        spoke = true;
        HandshakeFailure why = alert == NO_ALERT
                ? HandshakeFailure.of(failure, session)
                : HandshakeFailure.ofAlert(HandshakeFailure.alertName(alert), session);
        listener.failed(peer, why.reason(), why.detail());
    }

    private SSLEngineResult answer(ByteBuffer src) {
        byte[] first = new byte[Math.min(src.remaining(), SentHead.MAX_BYTES)];
        src.get(src.position(), first);
        plain = ByteBuffer.wrap(listener.plainText(peer, new String(first, StandardCharsets.ISO_8859_1)));
        int consumed = src.remaining();
        src.position(src.limit());
        return new SSLEngineResult(Status.OK, HandshakeStatus.NEED_WRAP, consumed, 0);
    }

    private static SSLEngineResult send(ByteBuffer from, ByteBuffer dst) {
        int sent = Math.min(from.remaining(), dst.remaining());
        dst.put(dst.position(), from, from.position(), sent);
        dst.position(dst.position() + sent);
        from.position(from.position() + sent);
        HandshakeStatus next = from.hasRemaining() ? HandshakeStatus.NEED_WRAP : HandshakeStatus.NEED_UNWRAP;
        return new SSLEngineResult(Status.OK, next, 0, sent);
    }

    private SSLEngineResult discard(ByteBuffer src) throws SSLException {
        int consumed = src.remaining();
        src.position(src.limit());
        discarded += consumed;
        if (discarded > MAX_DISCARDED) {
            throw new SSLException("The client does not speak TLS, and goes on sending");
        }
        return new SSLEngineResult(
                consumed == 0 ? Status.BUFFER_UNDERFLOW : Status.OK, getHandshakeStatus(), consumed, 0);
    }

    @Override
    public HandshakeStatus getHandshakeStatus() {
        ByteBuffer answer = plain;
        if (answer == null) {
            return engine.getHandshakeStatus();
        }
        return answer.hasRemaining() ? HandshakeStatus.NEED_WRAP : HandshakeStatus.NEED_UNWRAP;
    }

    /**
     * The connection ends. Before the end of the handshake that is a failure, unless nothing was sent at all; after it, if a
     * client looks at the name only then, does not find it and goes away.
     */
    @Override
    public void closeInbound() throws SSLException {
        if (begun && !spoke && plain == null) {
            spoke = true;
            HandshakeFailure why = over ? HandshakeFailure.unasked(engine.getSession()) : HandshakeFailure.ended();
            over = true;
            if (why != null) {
                listener.failed(peer, why.reason(), why.detail());
            }
        }
        engine.closeInbound();
    }
}
