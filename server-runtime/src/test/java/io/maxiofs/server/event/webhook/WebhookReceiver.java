package io.maxiofs.server.event.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A program that is told of events, on a free port of this machine. */
public final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Received> status = event -> 200;

    /** @param signature null if there was none */
    public record Received(
            String path,
            String body,
            @Nullable String signature,
            @Nullable String host) {}

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        Received event = new Received(
                exchange.getRequestURI().toString(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestHeaders().getFirst("X-MaxIOFS-Signature"),
                exchange.getRequestHeaders().getFirst("Host"));
        int answer = status.applyAsInt(event);
        if (answer < 300) {
            received.add(event);
        }
        exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest");
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    /** What to answer from now on; an event counts as received if that is a success. */
    public void answer(ToIntFunction<Received> newStatus) {
        status = newStatus;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events?a=b");
    }

    public List<Received> received() {
        return received;
    }

    /** Waits until that many events have come. */
    public List<Received> await(int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (received.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Only " + received);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
