package io.maxiofs.server.http;

import io.maxiofs.server.admin.api.FailureReason;
import java.net.InetAddress;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A TLS context whose engines tell how handshakes end that do not succeed, and answer clients that do not speak TLS. */
final class HandshakeWatch extends SSLContext {

    /** Called on I/O threads: must not block. */
    interface Listener {
        /**
         * A client sent text where TLS was expected.
         *
         * @param text the first of what it sent, at most {@link SentHead#MAX_BYTES}
         * @return what it is answered, as it is sent
         */
        byte[] plainText(InetAddress peer, String text);

        /** @param detail what belongs to the reason; null for nothing */
        void failed(InetAddress peer, FailureReason reason, @Nullable String detail);
    }

    private HandshakeWatch(SSLContext context, Listener listener) {
        super(new Spi(context, listener), context.getProvider(), context.getProtocol());
    }

    /** The same context, watched. */
    static SSLContext on(SSLContext context, Listener listener) {
        return new HandshakeWatch(context, listener);
    }

    private static final class Spi extends SSLContextSpi {
        private final SSLContext context;
        private final Listener listener;

        Spi(SSLContext context, Listener listener) {
            this.context = context;
            this.listener = listener;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return context.createSSLEngine();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            SSLEngine engine = context.createSSLEngine(host, port);
            try {
                // The address of an accepted connection, never looked up.
                return new WatchedEngine(engine, InetAddress.ofLiteral(host), listener);
            } catch (IllegalArgumentException e) {
                return engine;
            }
        }

        @Override
        protected void engineInit(
                KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random)
                throws KeyManagementException {
            throw new KeyManagementException("The context is initialised");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return context.getSocketFactory();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }
    }
}
