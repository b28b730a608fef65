package io.maxiofs.desktop.supervisor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread on which everything happens in turn. What was begun before {@link #forgetEarlier} and comes back afterwards is
 * dropped. May be called on any thread.
 */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final ScheduledThreadPoolExecutor thread;
    private final AtomicInteger era = new AtomicInteger();

    Turns() {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("supervisor").factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void run(Runnable turn) {
        try {
            thread.execute(() -> logged(turn));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed; a turn is dropped", e);
        }
    }

    private static void logged(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            LOG.error("The supervisor failed", e);
        }
    }

    /** Something that takes its turn only if nothing was forgotten since now. */
    Runnable guarded(Runnable turn) {
        int mine = era.get();
        return () -> run(() -> {
            if (mine == era.get()) {
                turn.run();
            }
        });
    }

    /** On the thread: what was begun until now does not count any more. */
    void forgetEarlier() {
        era.incrementAndGet();
    }

    void later(Duration delay, Runnable turn) {
        try {
            ScheduledFuture<?> planned = thread.schedule(guarded(turn), delay.toMillis(), TimeUnit.MILLISECONDS);
            LOG.trace("Planned {}", planned);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closed; a turn is dropped", e);
        }
    }

    /** Does what may block on another thread and hands the result to the next turn. */
    <T> void elsewhere(Callable<T> work, Consumer<? super T> done) {
        elsewhere(work, done, failure -> LOG.error("The supervisor failed", failure));
    }

    <T> void elsewhere(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        int mine = era.get();
        Thread.ofVirtual().name("supervisor-work").start(() -> {
            try {
                T result = work.call();
                run(() -> {
                    if (mine == era.get()) {
                        done.accept(result);
                    }
                });
            } catch (Exception e) {
                run(() -> {
                    if (mine == era.get()) {
                        LOG.debug("Did not work", e);
                        failed.accept(e);
                    }
                });
            }
        });
    }

    /**
     * Waits until it has ended after {@link #close}. Not for its own thread.
     *
     * @return whether it has within this time
     */
    boolean awaitEnd(Duration limit) {
        try {
            return thread.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends after what is due already and {@code last}. */
    void close(Runnable last) {
        run(last);
        thread.shutdown();
    }
}
