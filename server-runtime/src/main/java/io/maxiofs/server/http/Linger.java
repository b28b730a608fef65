package io.maxiofs.server.http;

import io.undertow.connector.ByteBufferPool;
import io.undertow.connector.PooledByteBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.StreamSinkConduit;

/**
 * Reads what a client still sends after it has been answered, and throws it away (RFC 9112, section 9.6). A connection closed
 * with unread bytes is reset, and the reset destroys the answer on its way to a client that is still busy sending. Used on the
 * connection's I/O thread only, of which it takes a small share at a time.
 */
final class Linger {
    private static final Logger LOG = LoggerFactory.getLogger(Linger.class);

    /** A client that sends nothing for so long has read the answer, or never will. */
    static final long SILENCE_MILLIS = 5_000;

    /** Silences that might have been: with them half a minute is the longest that anybody is listened to. */
    private static final int MAX_TICKS = 6;

    private static final int READS_AT_A_TIME = 16;

    private final StreamSourceChannel channel;
    private final XnioIoThread thread;
    private final ByteBufferPool buffers;
    private final long maxBytes;
    private final Consumer<Boolean> end;
    private XnioExecutor.@Nullable Key timer;
    private long bytes;
    private long atLastTick;
    private int ticks;
    private boolean done;

    private Linger(
            StreamSourceChannel channel,
            XnioIoThread thread,
            ByteBufferPool buffers,
            long maxBytes,
            Consumer<Boolean> end) {
        this.channel = channel;
        this.thread = thread;
        this.buffers = buffers;
        this.maxBytes = maxBytes;
        this.end = end;
    }

    /**
     * Begins, on the I/O thread.
     *
     * @param channel its read listener is replaced
     * @param maxBytes to be read at most
     * @param end called once, on the I/O thread: with true if the channel has come to its end, with false if the client was
     *     silent, sent too much or for too long, or the connection broke
     */
    static void on(
            StreamSourceChannel channel,
            XnioIoThread thread,
            ByteBufferPool buffers,
            long maxBytes,
            Consumer<Boolean> end) {
        Linger linger = new Linger(channel, thread, buffers, maxBytes, end);
        linger.startTimer();
        linger.read(channel);
    }

    /** Lets the client see the end behind an answer that has been sent, so that it need not wait for the silence's end. */
    static void sayGoodbye(StreamSinkConduit sink) {
        try {
            sink.terminateWrites();
            sink.flush();
        } catch (IOException e) {
            LOG.debug("The client went away before the end of its answer", e);
        }
    }

    private void startTimer() {
        timer = thread.executeAfter(this::tick, SILENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        ticks++;
        if (!done && bytes == atLastTick) {
            // What came while this thread had no time is no silence.
            read(channel);
        }
        if (done) {
            return;
        }
        if (bytes == atLastTick || ticks == MAX_TICKS) {
            end(false);
            return;
        }
        atLastTick = bytes;
        startTimer();
    }

    private void read(StreamSourceChannel from) {
        if (done) {
            return;
        }
        try (PooledByteBuffer pooled = buffers.allocate()) {
            ByteBuffer scratch = pooled.getBuffer();
            for (int i = 0; i < READS_AT_A_TIME; i++) {
                int read = from.read(scratch.clear());
                if (read == 0) {
                    from.getReadSetter().set(this::read);
                    from.resumeReads();
                    return;
                }
                bytes += Math.max(0, read);
                if (read < 0 || bytes > maxBytes) {
                    end(read < 0);
                    return;
                }
            }
            from.suspendReads();
            thread.execute(() -> read(channel));
        } catch (IOException e) {
            end(false);
        }
    }

    private void end(boolean complete) {
        done = true;
        if (timer != null) {
            timer.remove();
        }
        end.accept(complete);
    }
}
