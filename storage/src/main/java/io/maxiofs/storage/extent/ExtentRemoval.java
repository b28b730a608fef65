package io.maxiofs.storage.extent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Removes files on a thread of its own: giving the blocks of a large file back takes a file system tens of milliseconds,
 * and an object of 10,000 parts has as many files, while whoever deletes must go on. Safe on any thread.
 */
final class ExtentRemoval implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    private final LongConsumer remove;
    private final boolean inBackground;
    private final ExecutorService thread;

    /** @param remove deletes a file; does not throw */
    ExtentRemoval(LongConsumer remove, boolean inBackground) {
        this.remove = remove;
        this.inBackground = inBackground;
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("extent-removal").daemon().factory());
        executor.allowCoreThreadTimeOut(true);
        this.thread = executor;
    }

    /** Removes the file of {@code id} soon. */
    void remove(long id) {
        if (!inBackground) {
            remove.accept(id);
            return;
        }
        try {
            thread.execute(() -> remove.accept(id));
        } catch (RejectedExecutionException e) {
            if (!thread.isShutdown()) {
                throw e;
            }
            remove.accept(id);
        }
    }

    /** Removes what is still waiting. */
    @Override
    public void close() {
        thread.close();
    }
}
