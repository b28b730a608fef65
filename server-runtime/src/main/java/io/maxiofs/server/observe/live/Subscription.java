package io.maxiofs.server.observe.live;

import io.maxiofs.server.admin.api.ServerEvent.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One who listens. Offered to by any thread, read by one. */
public final class Subscription implements AutoCloseable {
    /** Events that may wait for a listener before it is given up. */
    static final int QUEUE = 2_048;

    private final EventHub hub;
    private final Set<Kind> kinds;
    private final BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile boolean ended;
    private volatile @Nullable Thread reader;

    Subscription(EventHub hub, Set<Kind> kinds) {
        this.hub = hub;
        this.kinds = kinds;
    }

    /** Whether events of a kind come. */
    public boolean wants(Kind kind) {
        return kinds.contains(kind);
    }

    Set<Kind> kinds() {
        return kinds;
    }

    /** A listener that is too slow is dropped: it comes back and is told that it missed something. */
    void offer(Event event) {
        if ((kinds.contains(event.kind()) || event.kind() == Kind.MISSED) && !queue.offer(event)) {
            end();
        }
    }

    /**
     * Waits for the next event.
     *
     * @return null if none came in time, or there will be none; see {@link #hasEnded}
     * @throws InterruptedException if the thread is interrupted
     */
    public @Nullable Event poll(Duration wait) throws InterruptedException {
        reader = Thread.currentThread();
        if (ended) {
            return null;
        }
        try {
            return queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            if (ended) {
                return null;
            }
            throw e;
        }
    }

    /** Whether nothing more will come. */
    public boolean hasEnded() {
        return ended;
    }

    /** Whether nothing waits now. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    void end() {
        ended = true;
        Thread waiting = reader;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    @Override
    public void close() {
        ended = true;
        hub.leave(this);
    }
}
