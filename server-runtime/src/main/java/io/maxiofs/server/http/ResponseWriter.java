package io.maxiofs.server.http;

import io.maxiofs.server.s3.error.ErrorDocument;
import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.maxiofs.server.s3.operation.S3Response;
import io.maxiofs.storage.api.BodyReader;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Renders the response of one exchange: the one place where statuses, headers and bodies are sent. */
final class ResponseWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseWriter.class);
    private static final byte[] DECLARATION =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpServerExchange exchange;
    private final HttpLimits limits;
    private final String requestId;
    private final String hostId;
    private final InstantSource clock;
    private Map<String, String> more = Map.of();

    ResponseWriter(
            HttpServerExchange exchange, HttpLimits limits, String requestId, String hostId, InstantSource clock) {
        this.exchange = exchange;
        this.limits = limits;
        this.requestId = requestId;
        this.hostId = hostId;
        this.clock = clock;
    }

    private void writeHead(S3Response response) {
        ResponseHead.write(exchange, response, requestId, hostId, clock.instant(), more);
    }

    /** Sends these headers with whatever is answered, errors included. */
    void alsoSend(Map<String, String> headers) {
        more = headers;
    }

    /** The response that tells of an error. */
    S3Response errorResponse(S3Exception error, String resource) {
        boolean bodiless = error.code() == S3ErrorCode.NOT_MODIFIED || isHead();
        S3Response.Body body = bodiless
                ? new S3Response.Empty()
                : new S3Response.Xml(ErrorDocument.render(error, resource, requestId, hostId));
        return new S3Response(error.code().status(), error.headers(), body);
    }

    /** Whether the response must be written by a thread that may block. */
    boolean needsThread(S3Response response) {
        return switch (response.body()) {
            case S3Response.Slow slow -> true;
            case S3Response.Streamed streamed -> true;
            case S3Response.Stored stored ->
                !isHead() && stored.length() > limits.requests().maxQuickBytes();
            case S3Response.Empty empty -> false;
            case S3Response.Xml xml -> false;
            case S3Response.Bytes bytes -> false;
        };
    }

    /** Writes a response that is small. On the I/O thread nothing here blocks; the exchange ends by itself. */
    void writeQuick(S3Response response) {
        byte[] content = switch (response.body()) {
            case S3Response.Empty empty -> null;
            case S3Response.Xml xml -> xml.document();
            case S3Response.Bytes bytes -> bytes.content();
            case S3Response.Stored stored -> isHead() ? closeUnread(stored) : readAll(stored);
            case S3Response.Slow slow -> throw new IllegalStateException("A slow answer needs a thread");
            case S3Response.Streamed streamed -> throw new IllegalStateException("A stream needs a thread");
        };
        writeHead(response);
        if (content == null || isHead()) {
            if (response.body() instanceof S3Response.Stored stored) {
                exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, stored.length());
            } else if (content != null) {
                exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, content.length);
            }
            UnreadBody.endExchange(exchange);
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, content.length);
        if (content.length == 0) {
            UnreadBody.endExchange(exchange);
            return;
        }
        EndOfResponse end = new EndOfResponse();
        exchange.getResponseSender().send(ByteBuffer.wrap(content), end);
        end.watch();
    }

    /**
     * Writes any response. Blocks.
     *
     * @param errors makes the response that tells of a failure
     */
    void writeBlocking(S3Response response, Function<Throwable, S3Response> errors) {
        switch (response.body()) {
            case S3Response.Slow slow -> writeSlow(response, slow, errors);
            case S3Response.Streamed streamed -> writeStreamed(response, streamed);
            case S3Response.Stored stored -> {
                if (needsThread(response)) {
                    writeStored(response, stored);
                } else {
                    writeQuick(response);
                }
            }
            case S3Response.Empty empty -> writeQuick(response);
            case S3Response.Xml xml -> writeQuick(response);
            case S3Response.Bytes bytes -> writeQuick(response);
        }
    }

    private void writeStreamed(S3Response response, S3Response.Streamed streamed) {
        try {
            writeHead(response);
            ConnectionSink sink = new ConnectionSink(exchange, limits.times());
            streamed.producer().writeTo(sink);
            sink.finish();
            UnreadBody.endExchange(exchange);
        } catch (IOException e) {
            LOG.debug("Request {} ended before its response", requestId, e);
            cut();
        }
    }

    private void writeStored(S3Response response, S3Response.Stored stored) {
        try (BodyReader reader = stored.reader()) {
            // Read before the head is written: what fails here can still be told.
            BodyReader.Slice slice = reader.next();
            writeHead(response);
            exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, stored.length());
            ConnectionSink sink = new ConnectionSink(exchange, limits.times());
            while (slice != null) {
                switch (slice) {
                    case BodyReader.Memory memory -> sink.write(memory.bytes());
                    case BodyReader.File file -> sink.transfer(file.channel(), file.position(), file.length());
                }
                slice = reader.next();
            }
            sink.finish();
            UnreadBody.endExchange(exchange);
        } catch (IOException e) {
            LOG.debug("Request {} ended before its response", requestId, e);
            cut();
        }
    }

    /** See {@link S3Response.Slow}. The headers of the outcome are lost once white space has been sent. */
    private void writeSlow(S3Response response, S3Response.Slow slow, Function<Throwable, S3Response> errors) {
        CompletableFuture<S3Response> outcome = slow.outcome().toCompletableFuture();
        try {
            if (awaits(outcome)) {
                writeHead(response);
                ConnectionSink sink = new ConnectionSink(exchange, limits.times());
                sink.write(ByteBuffer.wrap(DECLARATION));
                sink.flush();
                do {
                    sink.write(ByteBuffer.wrap(new byte[] {' '}));
                    sink.flush();
                } while (awaits(outcome));
                sink.write(withoutDeclaration(document(outcome(outcome, errors))));
                sink.finish();
                UnreadBody.endExchange(exchange);
            } else {
                S3Response done = outcome(outcome, errors);
                writeBlocking(done, errors);
            }
        } catch (IOException e) {
            LOG.debug("Request {} ended before its response", requestId, e);
            cut();
        }
    }

    /** Waits for as long as a client can be kept waiting; false once there is an outcome. */
    private boolean awaits(CompletableFuture<S3Response> outcome) throws IOException {
        try {
            outcome.get(limits.times().keepAlive().toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The server is stopping", e);
        }
    }

    private static S3Response outcome(CompletableFuture<S3Response> done, Function<Throwable, S3Response> errors) {
        return done.isCompletedExceptionally() ? errors.apply(done.exceptionNow()) : done.resultNow();
    }

    private static byte[] document(S3Response response) {
        return switch (response.body()) {
            case S3Response.Xml xml -> xml.document();
            case S3Response.Bytes bytes -> bytes.content();
            case S3Response.Empty empty -> new byte[0];
            case S3Response.Stored stored -> throw new IllegalStateException("A slow answer is a document");
            case S3Response.Slow slow -> throw new IllegalStateException("A slow answer is a document");
            case S3Response.Streamed streamed -> throw new IllegalStateException("A slow answer is a document");
        };
    }

    private static ByteBuffer withoutDeclaration(byte[] document) {
        int start = 0;
        if (document.length > 5 && document[0] == '<' && document[1] == '?') {
            while (start < document.length && document[start] != '>') {
                start++;
            }
            start++;
        }
        return ByteBuffer.wrap(document, start, document.length - start);
    }

    private static byte[] readAll(S3Response.Stored stored) {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(stored.length()));
        try (BodyReader reader = stored.reader()) {
            BodyReader.Slice slice = reader.next();
            while (slice != null) {
                switch (slice) {
                    case BodyReader.Memory memory -> all.put(memory.bytes());
                    case BodyReader.File file -> readFile(file, all);
                }
                slice = reader.next();
            }
        } catch (IOException e) {
            throw new IllegalStateException("A verified body cannot be read", e);
        }
        if (all.hasRemaining()) {
            throw new IllegalStateException("A body ends before its length");
        }
        return all.array();
    }

    private static void readFile(BodyReader.File file, ByteBuffer target) throws IOException {
        ByteBuffer window = target.slice(target.position(), Math.toIntExact(file.length()));
        while (window.hasRemaining()) {
            if (file.channel().read(window, file.position() + window.position()) < 0) {
                throw new IOException("The file ends before the range that was verified");
            }
        }
        target.position(target.position() + window.position());
    }

    private static byte[] closeUnread(S3Response.Stored stored) {
        stored.reader().close();
        return new byte[0];
    }

    /** Ends the connection, so that a client cannot take what it has for the whole. */
    void cut() {
        exchange.setPersistent(false);
        IoUtils.safeClose(exchange.getConnection());
        if (!exchange.isComplete()) {
            exchange.endExchange();
        }
    }

    private boolean isHead() {
        return exchange.getRequestMethod().equals(Methods.HEAD);
    }

    /**
     * Ends the exchange behind a response in memory, or cuts it if the client does not take what the socket could not hold.
     */
    private final class EndOfResponse implements IoCallback {
        private volatile boolean ended;
        private long sentAtLastTick;

        void watch() {
            if (!ended) {
                exchange.getIoThread()
                        .executeAfter(this::tick, limits.times().progress().toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private void tick() {
            long sent = exchange.getResponseBytesSent();
            if (!ended && sent - sentAtLastTick < limits.times().minProgressBytes()) {
                cut();
                return;
            }
            sentAtLastTick = sent;
            watch();
        }

        @Override
        public void onComplete(HttpServerExchange done, Sender sender) {
            ended = true;
            UnreadBody.endExchange(exchange);
        }

        @Override
        public void onException(HttpServerExchange failed, Sender sender, IOException exception) {
            ended = true;
            LOG.debug("Request {} ended before its response", requestId, exception);
            cut();
        }
    }
}
