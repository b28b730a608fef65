package io.maxiofs.server.http;

import java.util.concurrent.locks.LockSupport;
import org.xnio.ChannelListener;
import org.xnio.channels.SuspendableReadChannel;
import org.xnio.channels.SuspendableWriteChannel;

/**
 * Lets one virtual thread wait for a channel. Undertow's own blocking streams keep a selector, and so two file
 * descriptors, for every virtual thread that waits in them.
 */
final class ChannelParking {
    private final Thread owner = Thread.currentThread();
    private volatile boolean ready;

    /**
     * Waits until {@code channel} may be readable.
     *
     * @return nanoseconds waited
     */
    <C extends SuspendableReadChannel> long awaitReadable(
            C channel, ChannelListener.Setter<? extends C> setter, long maxNanos) {
        ready = false;
        ChannelListener<SuspendableReadChannel> listener = c -> {
            c.suspendReads();
            wake();
        };
        set(setter, listener);
        channel.resumeReads();
        long waited = park(maxNanos);
        if (!ready) {
            channel.suspendReads();
        }
        return waited;
    }

    /** As {@link #awaitReadable}. */
    <C extends SuspendableWriteChannel> long awaitWritable(
            C channel, ChannelListener.Setter<? extends C> setter, long maxNanos) {
        ready = false;
        ChannelListener<SuspendableWriteChannel> listener = c -> {
            c.suspendWrites();
            wake();
        };
        set(setter, listener);
        channel.resumeWrites();
        long waited = park(maxNanos);
        if (!ready) {
            channel.suspendWrites();
        }
        return waited;
    }

    /** The setter's type names the channel's own class; the listener takes any. */
    @SuppressWarnings("unchecked")
    private static <C extends java.nio.channels.Channel> void set(
            ChannelListener.Setter<? extends C> setter, ChannelListener<? super C> listener) {
        ((ChannelListener.Setter<C>) setter).set(listener);
    }

    private void wake() {
        ready = true;
        LockSupport.unpark(owner);
    }

    private long park(long maxNanos) {
        long start = System.nanoTime();
        long waited = 0;
        while (!ready && waited < maxNanos && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(this, maxNanos - waited);
            waited = System.nanoTime() - start;
        }
        return System.nanoTime() - start;
    }
}
