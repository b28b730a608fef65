package io.maxiofs.server.http;

import io.maxiofs.server.admin.api.FailureReason;
import io.maxiofs.server.s3.request.ByteSource;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.io.IoCallback;
import io.undertow.io.Receiver;
import io.undertow.io.Sender;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.GracefulShutdownHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * A port for small JSON documents. Bodies are read and written whole, by the I/O thread; handlers get a virtual thread. Bodies
 * of {@code application/octet-stream} are no documents: the handler reads them as they arrive, and bounds them.
 */
public final class JsonServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JsonServer.class);

    /** Largest body of a request, bytes. */
    static final int MAX_BODY_BYTES = 1 << 20;

    /** The content type of bodies that handlers read as they arrive. */
    private static final String BYTES = "application/octet-stream";

    private static final long UNLIMITED = -1;
    private static final int MAX_HEADER_BYTES = 32 << 10;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_PARAMETERS = 100;
    private static final Duration REQUEST_PARSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static final HandshakeWatch.Listener SPEAKS_HTTPS = new SpeaksHttps();

    private final Undertow undertow;
    private final GracefulShutdownHandler graceful;
    private final ExecutorService executor;

    private JsonServer(Undertow undertow, GracefulShutdownHandler graceful, ExecutorService executor) {
        this.undertow = undertow;
        this.graceful = graceful;
        this.executor = executor;
    }

    /**
     * Opens the port.
     *
     * @param address port 0 for any free one
     * @param tls null for plain HTTP
     * @throws RuntimeException if the port cannot be opened
     */
    public static JsonServer start(InetSocketAddress address, @Nullable SSLContext tls, JsonHandler handler) {
        ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("admin-", 0).factory());
        GracefulShutdownHandler graceful = new GracefulShutdownHandler(reading(handler, executor));
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(1)
                // What is too large is refused below; Undertow's own limit would cut the connection.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, UNLIMITED)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, (int) REQUEST_PARSE_TIMEOUT.toMillis())
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, (int) IDLE_TIMEOUT.toMillis())
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, (int) IDLE_TIMEOUT.toMillis())
                .setHandler(graceful);
        String host = address.getHostString();
        Undertow undertow = (tls == null
                        ? builder.addHttpListener(address.getPort(), host)
                        : builder.addHttpsListener(address.getPort(), host, HandshakeWatch.on(tls, SPEAKS_HTTPS)))
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            executor.close();
            throw e;
        }
        return new JsonServer(undertow, graceful, executor);
    }

    /** What somebody gets who forgets the s in https; other failures are the log's. */
    private static final class SpeaksHttps implements HandshakeWatch.Listener {
        private static final String TEXT = "This port speaks https: use https:// in place of http://.\n";
        private static final byte[] ANSWER = ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: "
                        + TEXT.length() + "\r\nConnection: close\r\n\r\n" + TEXT)
                .getBytes(StandardCharsets.US_ASCII);

        @Override
        public byte[] plainText(InetAddress peer, String text) {
            return ANSWER.clone();
        }

        @Override
        public void failed(InetAddress peer, FailureReason reason, @Nullable String detail) {
            LOG.debug("A TLS handshake with {} failed: {} {}", peer.getHostAddress(), reason.text(), detail);
        }
    }

    /** Looks at the length first: whoever reads a body sets as much memory aside as it says, up to 2 GiB. */
    private static HttpHandler reading(JsonHandler handler, ExecutorService executor) {
        return exchange -> {
            if (BYTES.equals(exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE))) {
                exchange.dispatch(executor, () -> receiving(exchange, handler));
                return;
            }
            if (exchange.getRequestContentLength() > MAX_BODY_BYTES) {
                exchange.dispatch(SameThreadExecutor.INSTANCE, () -> refuseLength(exchange));
                return;
            }
            Receiver receiver = exchange.getRequestReceiver();
            receiver.setMaxBufferSize(MAX_BODY_BYTES);
            receiver.receiveFullBytes(
                    (same, body) -> same.dispatch(executor, () -> answer(same, body, null, handler)),
                    (same, failure) -> {
                        LOG.debug("An admin request could not be read", failure);
                        same.dispatch(SameThreadExecutor.INSTANCE, () -> refuseLength(same));
                    });
        };
    }

    private static void refuseLength(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        exchange.setStatusCode(StatusCodes.REQUEST_ENTITY_TOO_LARGE);
        exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, 0);
        UnreadBody.endExchange(exchange);
    }

    /** What is left of the body when it is answered is not waited for. */
    private static void receiving(HttpServerExchange exchange, JsonHandler handler) {
        ConnectionSource source = new ConnectionSource(exchange, HttpLimits.Times.DEFAULT);
        answer(exchange, new byte[0], source, handler);
    }

    private static void answer(
            HttpServerExchange exchange, byte[] body, @Nullable ConnectionSource content, JsonHandler handler) {
        JsonHandler.Response response;
        try {
            response = handler.handle(request(exchange, body, content));
        } catch (RuntimeException e) {
            LOG.error("The handler of {} {} failed", exchange.getRequestMethod(), exchange.getRequestPath(), e);
            exchange.setStatusCode(StatusCodes.INTERNAL_SERVER_ERROR);
            exchange.endExchange();
            return;
        }
        if (content != null) {
            UnreadBody.settle(exchange, content.received());
        }
        exchange.setStatusCode(response.status());
        HeaderMap headers = exchange.getResponseHeaders();
        response.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
        JsonHandler.Streaming streaming = response.streaming();
        if (streaming == null && content != null) {
            exchange.getResponseSender().send(ByteBuffer.wrap(response.body()), new IoCallback() {
                @Override
                public void onComplete(HttpServerExchange done, Sender sender) {
                    UnreadBody.endExchange(done);
                }

                @Override
                public void onException(HttpServerExchange failed, Sender sender, IOException exception) {
                    cut(failed);
                }
            });
        } else if (streaming == null) {
            exchange.getResponseSender().send(ByteBuffer.wrap(response.body()));
        } else {
            stream(exchange, streaming);
        }
    }

    /** On this virtual thread, for as long as the body lasts. */
    private static void stream(HttpServerExchange exchange, JsonHandler.Streaming body) {
        try {
            ConnectionSink sink = new ConnectionSink(exchange, HttpLimits.Times.DEFAULT);
            try (SinkStream out = new SinkStream(sink)) {
                body.write(out);
            }
            sink.finish();
            exchange.endExchange();
        } catch (IOException | RuntimeException e) {
            LOG.debug("The answer to {} {} ended early", exchange.getRequestMethod(), exchange.getRequestPath(), e);
            cut(exchange);
        }
    }

    /** A client must not take what it has for the whole. */
    private static void cut(HttpServerExchange exchange) {
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }

    private static JsonHandler.Request request(HttpServerExchange exchange, byte[] body, @Nullable ByteSource content) {
        Map<String, String> headers = new HashMap<>();
        for (HeaderValues values : exchange.getRequestHeaders()) {
            headers.put(values.getHeaderName().toString().toLowerCase(Locale.ROOT), values.getFirst());
        }
        Map<String, List<String>> query = new HashMap<>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, new ArrayList<>(values)));
        InetAddress peer = exchange.getSourceAddress().getAddress();
        return new JsonHandler.Request(
                exchange.getRequestMethod().toString(),
                exchange.getRequestPath(),
                query,
                headers,
                body,
                content,
                new JsonHandler.Peer(peer == null ? InetAddress.getLoopbackAddress() : peer, exchange.isSecure()));
    }

    /** Where the port really is. */
    public InetSocketAddress address() {
        return (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
    }

    /** Uses another certificate for new connections; only for a port that has one. */
    public void reloadTls(SSLContext context) {
        undertow.getListenerInfo()
                .forEach(listener -> listener.setSslContext(HandshakeWatch.on(context, SPEAKS_HTTPS)));
    }

    /** Lets requests finish for a few seconds, then closes the port. */
    @Override
    public void close() {
        graceful.shutdown();
        try {
            if (!graceful.awaitShutdown(DRAIN.toMillis())) {
                LOG.warn("Admin requests were still running after {}", DRAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        undertow.stop();
        executor.shutdownNow();
    }
}
