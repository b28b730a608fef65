package io.maxiofs.desktop.testing;

import io.maxiofs.desktop.fx.UiThread;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/**
 * A stand-in without a toolkit: the thread that made it is the user interface thread. What others give it waits, as it does
 * in the toolkit, until that thread has time: when it waits in {@link Await}. So no result arrives in the middle of what a
 * view model is doing.
 */
public final class DirectUiThread implements UiThread {
    private static final ConcurrentMap<Thread, Queue<Runnable>> WAITING = new ConcurrentHashMap<>();

    private final Thread owner = Thread.currentThread();

    @Override
    public void run(Runnable work) {
        if (isCurrent()) {
            work.run();
        } else {
            WAITING.computeIfAbsent(owner, thread -> new ConcurrentLinkedQueue<>())
                    .add(work);
        }
    }

    @Override
    public boolean isCurrent() {
        return Thread.currentThread().equals(owner);
    }

    /** Does what waits for the calling thread. */
    static void catchUp() {
        Queue<Runnable> waiting = WAITING.get(Thread.currentThread());
        if (waiting != null) {
            for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
                work.run();
            }
        }
    }
}
