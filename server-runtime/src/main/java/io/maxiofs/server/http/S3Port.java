package io.maxiofs.server.http;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.HttpHandler;
import io.undertow.server.OpenListener;
import io.undertow.server.protocol.http.AlpnOpenListener;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http2.Http2OpenListener;
import io.undertow.server.protocol.http2.Http2UpgradeHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;
import org.xnio.management.XnioServerMXBean;

/**
 * The listening socket of the S3 port and the threads behind it. Undertow's own builder of these leaves no room between the
 * connection and its parser, which {@link HeadWatch} needs.
 */
final class S3Port {
    private static final Logger LOG = LoggerFactory.getLogger(S3Port.class);
    private static final int BACKLOG = 4096;
    private static final int ALPN_WEIGHT = 10;

    private final XnioWorker worker;
    private final AcceptingChannel<? extends StreamConnection> socket;
    private final @Nullable UndertowXnioSsl tls;
    private final Refusals refusals;
    private volatile boolean closed;

    private S3Port(
            XnioWorker worker,
            AcceptingChannel<? extends StreamConnection> socket,
            @Nullable UndertowXnioSsl tls,
            Refusals refusals) {
        this.worker = worker;
        this.socket = socket;
        this.tls = tls;
        this.refusals = refusals;
    }

    /**
     * Opens the port.
     *
     * @throws RuntimeException if that is not possible; its cause is why
     */
    static S3Port open(S3ServerConfig config, HttpHandler handler, ByteBufferPool buffers, Refusals refusals) {
        Xnio xnio = Xnio.getInstance(Undertow.class.getClassLoader());
        XnioWorker worker = null;
        try {
            worker = xnio.createWorker(workerOptions());
            UndertowXnioSsl tls = config.tls() == null
                    ? null
                    : new UndertowXnioSsl(
                            xnio,
                            OptionMap.create(Options.USE_DIRECT_BUFFERS, true),
                            HandshakeWatch.on(config.tls().get(), refusals));
            OpenListener http = listener(config, handler, buffers);
            AcceptingChannel<? extends StreamConnection> socket = socket(worker, tls, config, connection -> {
                HeadWatch.on(connection, buffers, refusals, tls != null);
                http.handleEvent(connection);
            });
            socket.resumeAccepts();
            return new S3Port(worker, socket, tls, refusals);
        } catch (IOException | RuntimeException e) {
            if (worker != null) {
                worker.shutdownNow();
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    private static OptionMap workerOptions() {
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        final int unbounded = 1_000_000;
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, threads)
                .set(Options.CONNECTION_HIGH_WATER, unbounded)
                .set(Options.CONNECTION_LOW_WATER, unbounded)
                .set(Options.WORKER_TASK_CORE_THREADS, threads)
                .set(Options.WORKER_TASK_MAX_THREADS, threads)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap();
    }

    private static OptionMap socketOptions(XnioWorker worker, HttpLimits.Connections connections) {
        return OptionMap.builder()
                .set(Options.WORKER_IO_THREADS, worker.getIoThreadCount())
                .set(Options.TCP_NODELAY, true)
                .set(Options.REUSE_ADDRESSES, true)
                .set(Options.BALANCING_TOKENS, 1)
                .set(Options.BALANCING_CONNECTIONS, 2)
                .set(Options.BACKLOG, BACKLOG)
                .set(Options.CONNECTION_HIGH_WATER, connections.maxConnections())
                .set(Options.CONNECTION_LOW_WATER, connections.maxConnections())
                .getMap();
    }

    private static OptionMap httpOptions(S3ServerConfig config) {
        HttpLimits limits = config.limits();
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.ENABLE_HTTP2, config.http2())
                .set(UndertowOptions.DECODE_URL, false)
                .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .set(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .set(UndertowOptions.MAX_HEADER_SIZE, limits.connections().maxHeaderBytes())
                .set(UndertowOptions.MAX_HEADERS, limits.connections().maxHeaders())
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, (int)
                        limits.times().idle().toMillis())
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        limits.times().header().toMillis())
                .getMap();
    }

    private static OpenListener listener(S3ServerConfig config, HttpHandler handler, ByteBufferPool buffers) {
        OptionMap options = httpOptions(config);
        HttpOpenListener http = new HttpOpenListener(buffers, options);
        boolean upgraded = config.http2() && config.tls() == null;
        http.setRootHandler(upgraded ? new Http2UpgradeHandler(handler) : handler);
        if (!config.http2() || config.tls() == null) {
            return http;
        }
        Http2OpenListener http2 = new Http2OpenListener(buffers, options);
        http2.setRootHandler(handler);
        return new AlpnOpenListener(buffers, options, http).addProtocol(Http2OpenListener.HTTP2, http2, ALPN_WEIGHT);
    }

    /** XNIO's types do not say that a connection with TLS is a connection. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    private static AcceptingChannel<? extends StreamConnection> socket(
            XnioWorker worker,
            @Nullable UndertowXnioSsl tls,
            S3ServerConfig config,
            ChannelListener<StreamConnection> opened)
            throws IOException {
        ChannelListener<AcceptingChannel<StreamConnection>> accepted = ChannelListeners.openListenerAdapter(opened);
        OptionMap options = socketOptions(worker, config.limits().connections());
        InetSocketAddress address = config.address();
        return tls == null
                ? worker.createStreamConnectionServer(address, accepted, options)
                : tls.createSslConnectionServer(worker, address, (ChannelListener) accepted, options);
    }

    InetSocketAddress address() {
        return socket.getLocalAddress(InetSocketAddress.class);
    }

    /** Open now; 0 once the port is closed. */
    int connections() {
        int connections = 0;
        if (!closed) {
            for (XnioServerMXBean port : worker.getMXBean().getServerMXBeans()) {
                connections += port.getConnectionCount();
            }
        }
        return connections;
    }

    /** Connections that come from now on get this certificate. Only for a port with TLS. */
    void use(SSLContext context) {
        if (tls != null) {
            tls.updateSSLContext(HandshakeWatch.on(context, refusals));
        }
    }

    /** Closes the port and its connections. */
    void close() {
        closed = true;
        IoUtils.safeClose(socket);
        worker.shutdown();
        try {
            worker.awaitTermination();
        } catch (InterruptedException e) {
            LOG.debug("Interrupted while the port is closed");
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
