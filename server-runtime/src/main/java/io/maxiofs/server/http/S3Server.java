package io.maxiofs.server.http;

import io.maxiofs.server.s3.auth.SignatureV4Authenticator;
import io.maxiofs.server.s3.request.BodyBuffers;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.s3.request.VirtualHosts;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;
import org.xnio.XnioWorker;
import org.xnio.management.XnioServerMXBean;

/**
 * The S3 port. Opened by {@link #start}, closed by {@link #stop}; safe on any thread in between.
 *
 * @see <a href="https://undertow.io/undertow-docs/undertow-docs-2.1.0/index.html">Undertow</a>
 */
public final class S3Server {
    private static final Logger LOG = LoggerFactory.getLogger(S3Server.class);
    private static final int BODY_BUFFER_BYTES = 64 << 10;
    private static final int KEPT_BODY_BUFFERS = 64;

    /** Undertow wants its own overhead inside a round number. */
    private static final int IO_BUFFER_BYTES = 16 * 1024 - 20;

    private static final int KEPT_IO_BUFFERS = 1000;

    private final S3ServerConfig config;
    private final Undertow undertow;
    private final ByteBufferPool buffers;
    private final ExecutorService virtualThreads;
    private final InFlight inFlight;
    private final RequestGate gate;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private S3Server(
            S3ServerConfig config,
            Undertow undertow,
            ByteBufferPool buffers,
            ExecutorService virtualThreads,
            ServerContext.Machinery machinery) {
        this.config = config;
        this.undertow = undertow;
        this.buffers = buffers;
        this.virtualThreads = virtualThreads;
        this.inFlight = machinery.inFlight();
        this.gate = machinery.gate();
    }

    /**
     * Opens the port and serves.
     *
     * @throws RuntimeException if the port cannot be opened
     */
    public static S3Server start(S3ServerConfig config, S3ServerParts parts) {
        // No cache of buffers per thread: each virtual thread would keep its own.
        ByteBufferPool buffers = new DefaultByteBufferPool(true, IO_BUFFER_BYTES, KEPT_IO_BUFFERS, 0);
        ExecutorService virtualThreads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("s3-request-", 0).factory());
        HttpLimits limits = config.limits();
        ServerContext.Machinery machinery = new ServerContext.Machinery(
                limits,
                new RequestGate(limits),
                new BodyBuffers(BODY_BUFFER_BYTES, KEPT_BODY_BUFFERS),
                virtualThreads,
                new InFlight());
        ServerContext context = new ServerContext(
                new S3RequestParser(new VirtualHosts(config.hostNames())),
                new Admission(
                        new SignatureV4Authenticator(
                                parts.credentials(), config.region(), config.signatureV2(), parts.clock()),
                        parts.authorizer(),
                        limits.requests().maxDocumentBytes()),
                parts.operations(),
                parts.observer(),
                parts.clock(),
                new RequestIds(parts.random()),
                parts.edge(),
                machinery);
        Undertow undertow = build(config, handler(context), buffers);
        undertow.start();
        return new S3Server(config, undertow, buffers, virtualThreads, machinery);
    }

    private static HttpHandler handler(ServerContext context) {
        return new HttpHandler() {
            @Override
            public void handleRequest(HttpServerExchange exchange) {
                if (exchange.isInIoThread()) {
                    // As a task the exchange may go on after this call has returned.
                    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> new S3Exchange(context, exchange).run());
                } else {
                    // A pipelined request after one that ended on another thread.
                    exchange.dispatch(exchange.getIoThread(), this);
                }
            }
        };
    }

    private static Undertow build(S3ServerConfig config, HttpHandler handler, ByteBufferPool buffers) {
        HttpLimits limits = config.limits();
        HttpLimits.Connections connections = limits.connections();
        int ioThreads = Math.max(2, Runtime.getRuntime().availableProcessors());
        Undertow.Builder builder = Undertow.builder()
                .setByteBufferPool(buffers)
                .setIoThreads(ioThreads)
                .setWorkerThreads(ioThreads)
                .setHandler(handler)
                .setSocketOption(Options.TCP_NODELAY, true)
                .setSocketOption(Options.REUSE_ADDRESSES, true)
                .setSocketOption(Options.BACKLOG, 4096)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, connections.maxConnections())
                .setSocketOption(Options.CONNECTION_LOW_WATER, connections.maxConnections())
                .setServerOption(UndertowOptions.ENABLE_HTTP2, config.http2())
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, connections.maxHeaderBytes())
                .setServerOption(UndertowOptions.MAX_HEADERS, connections.maxHeaders())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int)
                        limits.times().idle().toMillis())
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int)
                        limits.times().header().toMillis());
        String host = config.address().getAddress().getHostAddress();
        int port = config.address().getPort();
        return config.tls() == null
                ? builder.addHttpListener(port, host).build()
                : builder.addHttpsListener(port, host, config.tls().get()).build();
    }

    /** Where the server listens, with the port that was chosen if it was free to choose. */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    }

    /** Requests being served now. */
    public int inFlight() {
        return inFlight.count();
    }

    /**
     * What the port is busy with.
     *
     * @param connections open
     * @param inFlight requests being served
     * @param waiting requests that wait to be served
     * @param bufferedBytes of small bodies, and of the buffers large ones pass through, in memory
     */
    public record Load(int connections, int inFlight, int waiting, long bufferedBytes) {}

    /** Costs a few reads of memory. */
    public Load load() {
        int connections = 0;
        XnioWorker worker = undertow.getWorker();
        // Gone once the server has stopped.
        if (worker != null) {
            for (XnioServerMXBean port : worker.getMXBean().getServerMXBeans()) {
                connections += port.getConnectionCount();
            }
        }
        return new Load(connections, inFlight.count(), gate.waiting(), gate.bufferedBytes());
    }

    /** Takes the certificate again; connections that are open keep theirs. Does nothing without TLS. */
    public void reloadTls() {
        if (config.tls() != null) {
            SSLContext context = config.tls().get();
            undertow.getListenerInfo().forEach(listener -> listener.setSslContext(context));
        }
    }

    /**
     * Stops: new requests are answered with ServiceUnavailable, those being served may end until the deadline, then they are cut.
     *
     * @return whether all requests ended by themselves; true if the server had been stopped before
     */
    public boolean stop(Duration drainDeadline) {
        if (stopped.getAndSet(true)) {
            return true;
        }
        inFlight.drain();
        boolean drained = false;
        try {
            // Not ListenerInfo.suspend(): it closes the connections of requests under way, too.
            drained = inFlight.awaitIdle(drainDeadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!drained) {
            LOG.warn("{} requests were still being served when the server stopped", inFlight.count());
        }
        virtualThreads.shutdownNow();
        undertow.stop();
        buffers.close();
        return drained;
    }
}
