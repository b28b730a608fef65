package io.maxiofs.server.http;

import io.maxiofs.server.s3.error.S3ErrorCode;
import io.maxiofs.server.s3.error.S3Exception;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/** Receives a small body of known length on its connection's I/O thread, usually in one read. */
final class QuickBody {
    private final HttpServerExchange exchange;
    private final HttpLimits.Times limits;
    private final ByteBuffer body;
    private final Consumer<ByteBuffer> onBody;
    private final Consumer<Throwable> onFailure;
    private XnioExecutor.@Nullable Key timer;
    private int atLastTick;
    private boolean done;

    private QuickBody(
            HttpServerExchange exchange,
            HttpLimits.Times limits,
            int length,
            Consumer<ByteBuffer> onBody,
            Consumer<Throwable> onFailure) {
        this.exchange = exchange;
        this.limits = limits;
        this.body = ByteBuffer.allocate(length);
        this.onBody = onBody;
        this.onFailure = onFailure;
    }

    /**
     * @param length of the body; at least 1
     * @param onBody called on the I/O thread with the whole body
     * @param onFailure called on the I/O thread if it does not arrive
     */
    static void receive(
            HttpServerExchange exchange,
            HttpLimits.Times limits,
            int length,
            Consumer<ByteBuffer> onBody,
            Consumer<Throwable> onFailure) {
        StreamSourceChannel channel = exchange.getRequestChannel();
        if (channel == null) {
            onFailure.accept(new IllegalStateException("The request's channel is in use"));
            return;
        }
        new QuickBody(exchange, limits, length, onBody, onFailure).read(channel);
    }

    private void read(StreamSourceChannel channel) {
        if (done) {
            return;
        }
        try {
            while (body.hasRemaining()) {
                int read = channel.read(body);
                if (read < 0) {
                    fail(new S3Exception(S3ErrorCode.INCOMPLETE_BODY));
                    return;
                }
                if (read == 0) {
                    await(channel);
                    return;
                }
            }
        } catch (IOException e) {
            fail(new S3Exception(S3ErrorCode.INCOMPLETE_BODY));
            return;
        }
        finish();
        channel.suspendReads();
        onBody.accept(body.flip());
    }

    private void await(StreamSourceChannel channel) {
        if (timer == null) {
            channel.getReadSetter().set(this::read);
            channel.resumeReads();
            startTimer();
        }
    }

    private void startTimer() {
        timer = exchange.getIoThread()
                .executeAfter(this::tick, limits.progress().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (done) {
            return;
        }
        if (body.position() - atLastTick < limits.minProgressBytes()) {
            fail(new S3Exception(S3ErrorCode.REQUEST_TIMEOUT));
            return;
        }
        atLastTick = body.position();
        startTimer();
    }

    private void fail(Throwable failure) {
        finish();
        exchange.setPersistent(false);
        onFailure.accept(failure);
    }

    private void finish() {
        done = true;
        if (timer != null) {
            timer.remove();
        }
    }
}
