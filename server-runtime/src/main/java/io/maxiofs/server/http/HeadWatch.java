package io.maxiofs.server.http;

import io.undertow.connector.ByteBufferPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSinkConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Stands between a connection and Undertow's parser, and gives those an answer whom the parser turns away with an empty one:
 * it remembers the beginning of what was read last, and knows the parser's answer when it is about to be sent. For all others
 * that is a copy of at most a kilobyte for each read, and a comparison of two numbers for each write.
 */
final class HeadWatch {
    /** What Undertow's HttpReadListener sends, always the same. */
    private static final ByteBuffer BARE =
            ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));

    /** A record of a handshake, which a client of TLS sends first (RFC 8446, section 5.1). */
    private static final byte TLS_HANDSHAKE = 0x16;

    private static final int KEPT_BYTES = 1 << 10;

    private final StreamConnection connection;
    private final ByteBufferPool buffers;
    private final Refusals refusals;
    private final boolean secure;
    private final byte[] kept = new byte[KEPT_BYTES];
    private int keptBytes;
    private boolean begun;

    private HeadWatch(StreamConnection connection, ByteBufferPool buffers, Refusals refusals, boolean secure) {
        this.connection = connection;
        this.buffers = buffers;
        this.refusals = refusals;
        this.secure = secure;
    }

    /** @param secure whether what is read has been decrypted */
    static void on(StreamConnection connection, ByteBufferPool buffers, Refusals refusals, boolean secure) {
        HeadWatch watch = new HeadWatch(connection, buffers, refusals, secure);
        connection
                .getSourceChannel()
                .setConduit(watch.new Source(connection.getSourceChannel().getConduit()));
        connection
                .getSinkChannel()
                .setConduit(watch.new Sink(connection.getSinkChannel().getConduit()));
    }

    private InetAddress peer() {
        InetSocketAddress peer = connection.getPeerAddress(InetSocketAddress.class);
        InetAddress address = peer == null ? null : peer.getAddress();
        return address == null ? InetAddress.getLoopbackAddress() : address;
    }

    private byte[] malformed() {
        return refusals.malformed(peer(), new String(kept, 0, keptBytes, StandardCharsets.ISO_8859_1), secure);
    }

    private final class Source extends AbstractStreamSourceConduit<StreamSourceConduit> {
        Source(StreamSourceConduit next) {
            super(next);
        }

        @Override
        public int read(ByteBuffer dst) throws IOException {
            int start = dst.position();
            int bytes = next.read(dst);
            if (bytes > 0) {
                keptBytes = Math.min(bytes, kept.length);
                dst.get(start, kept, 0, keptBytes);
                if (!begun) {
                    begun = true;
                    if (!secure && kept[0] == TLS_HANDSHAKE) {
                        refuseTls();
                    }
                }
            }
            return bytes;
        }

        /** Nothing has been sent on this connection yet, so that a short answer goes out whole. */
        private void refuseTls() throws IOException {
            connection.getSinkChannel().getConduit().write(ByteBuffer.wrap(refusals.tls(peer())));
            throw new IOException("The client speaks TLS");
        }
    }

    /** Undertow closes the connection when its answer is written, so it is told so when the client has had time to read. */
    private final class Sink extends AbstractStreamSinkConduit<StreamSinkConduit> {
        private @Nullable ByteBuffer answer;
        private boolean lingering;
        private boolean lingered;

        Sink(StreamSinkConduit next) {
            super(next);
        }

        @Override
        public int write(ByteBuffer src) throws IOException {
            if (src.remaining() != BARE.remaining() || !src.equals(BARE)) {
                return next.write(src);
            }
            ByteBuffer instead = answer;
            if (instead == null) {
                instead = ByteBuffer.wrap(malformed());
                answer = instead;
            }
            int written;
            do {
                written = next.write(instead);
            } while (written > 0 && instead.hasRemaining());
            if (instead.hasRemaining()) {
                return 0;
            }
            if (!lingered) {
                linger();
                return 0;
            }
            int bytes = src.remaining();
            src.position(src.limit());
            return bytes;
        }

        private void linger() {
            if (!lingering) {
                lingering = true;
                // Later: whoever writes is about to wait until it can write more.
                connection.getIoThread().execute(() -> {
                    next.suspendWrites();
                    Linger.sayGoodbye(next);
                    Linger.on(
                            connection.getSourceChannel(),
                            connection.getIoThread(),
                            buffers,
                            Long.MAX_VALUE,
                            complete -> goOn());
                });
            }
        }

        private void goOn() {
            lingered = true;
            next.wakeupWrites();
        }

        @Override
        public void resumeWrites() {
            if (!lingering || lingered) {
                super.resumeWrites();
            }
        }
    }
}
