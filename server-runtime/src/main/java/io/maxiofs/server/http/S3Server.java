package io.maxiofs.server.http;

import io.maxiofs.server.s3.auth.SignatureV4Authenticator;
import io.maxiofs.server.s3.request.BodyBuffers;
import io.maxiofs.server.s3.request.S3RequestParser;
import io.maxiofs.server.s3.request.VirtualHosts;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
    private final S3Port port;
    private final ByteBufferPool buffers;
    private final ExecutorService virtualThreads;
    private final InFlight inFlight;
    private final RequestGate gate;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private S3Server(
            S3ServerConfig config,
            S3Port port,
            ByteBufferPool buffers,
            ExecutorService virtualThreads,
            ServerContext.Machinery machinery) {
        this.config = config;
        this.port = port;
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
        Refusals refusals = new Refusals(parts.observer(), parts.clock(), context.ids());
        S3Port port = S3Port.open(config, handler(context), buffers, refusals);
        return new S3Server(config, port, buffers, virtualThreads, machinery);
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

    /** Where the server listens, with the port that was chosen if it was free to choose. */
    public InetSocketAddress address() {
        return port.address();
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
        return new Load(port.connections(), inFlight.count(), gate.waiting(), gate.bufferedBytes());
    }

    /** Takes the certificate again; connections that are open keep theirs. Does nothing without TLS. */
    public void reloadTls() {
        if (config.tls() != null) {
            port.use(config.tls().get());
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
        port.close();
        buffers.close();
        return drained;
    }
}
