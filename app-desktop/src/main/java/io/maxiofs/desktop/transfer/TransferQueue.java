package io.maxiofs.desktop.transfer;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Transfers in their order, each on a thread of its own when it is its turn. Safe on any thread. */
final class TransferQueue {
    private final Consumer<Transfer> work;
    private final Queue<Transfer> waiting = new ArrayDeque<>();
    private final Set<Thread> threads = new HashSet<>();
    private int most;
    private int active;
    private boolean closed;

    TransferQueue(int most, Consumer<Transfer> work) {
        this.most = most;
        this.work = work;
    }

    synchronized void add(Transfer transfer) {
        waiting.add(transfer);
        startNext();
    }

    /** More begin at once; what is too many now goes on to its end. */
    synchronized void most(int wanted) {
        most = wanted;
        startNext();
    }

    /** Does not wait for others: to tidy up is quick, and somebody waits for it. */
    synchronized void runNow(Transfer transfer) {
        if (!closed) {
            start(() -> work.accept(transfer));
        }
    }

    private synchronized void startNext() {
        while (!closed && active < most) {
            Transfer next = waiting.poll();
            if (next == null) {
                return;
            }
            if (next.state() == TransferState.WAITING) {
                active++;
                start(() -> {
                    try {
                        work.accept(next);
                    } finally {
                        release();
                    }
                });
            }
        }
    }

    private synchronized void start(Runnable action) {
        Thread thread = Thread.ofVirtual().name("transfer").unstarted(() -> {
            try {
                action.run();
            } finally {
                forget(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    private synchronized void release() {
        active--;
        startNext();
    }

    private synchronized void forget(Thread thread) {
        threads.remove(thread);
    }

    /** Starts nothing more and waits for what is under way, which has been told to stop. */
    void close() {
        List<Thread> running;
        synchronized (this) {
            closed = true;
            running = List.copyOf(threads);
        }
        @Nullable InterruptedException interrupted = null;
        for (Thread thread : running) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = e;
            }
        }
        if (interrupted != null) {
            Thread.currentThread().interrupt();
        }
    }
}
