package io.maxiofs.desktop.fx;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what may take time on virtual threads and hands the outcome back to the user interface thread. Safe on any thread;
 * {@link #running()} is for the user interface thread only.
 */
public final class Background implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final UiThread ui;
    private final ObservableList<Work> running = FXCollections.observableArrayList();
    private final Map<Long, CompletableFuture<Void>> aside = new ConcurrentHashMap<>();
    private final AtomicLong lastAside = new AtomicLong();
    private final ObservableList<Work> runningView = FXCollections.unmodifiableObservableList(running);

    public Background(UiThread ui) {
        this.ui = ui;
    }

    /** Work that tells how far it is and may ask whether it was cancelled. */
    @FunctionalInterface
    public interface Job<T> {
        T run(Work work) throws Exception;
    }

    /**
     * Starts work.
     *
     * @param name for the person, in their language
     * @param done gets the result, on the user interface thread
     * @param failed gets what went wrong, on the user interface thread; neither is called after a cancel
     */
    public <T> Work run(String name, Callable<T> job, Consumer<? super T> done, Consumer<? super Exception> failed) {
        return start(name, work -> job.call(), done, failed);
    }

    /** As {@link #run}, for work that tells its progress. */
    public <T> Work start(String name, Job<T> job, Consumer<? super T> done, Consumer<? super Exception> failed) {
        Work work = new Work(name, ui);
        ui.run(() -> running.add(work));
        work.startedOn(Thread.ofVirtual().name("work: " + name).start(() -> {
            Outcome<T> outcome = outcome(work, job);
            ui.run(() -> end(work, outcome, done, failed));
        }));
        return work;
    }

    /** What runs now, oldest first. Observable, not to be changed. */
    public ObservableList<Work> running() {
        return runningView;
    }

    /**
     * Does on another thread what has to be done to its end, whoever is closed meanwhile: writing a file, giving up a
     * connection. Nobody is told how it went.
     */
    public void aside(Runnable work) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        long id = lastAside.incrementAndGet();
        aside.put(id, end);
        Thread.ofVirtual().name("aside").start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.error("What was to be done aside failed", e);
            } finally {
                aside.remove(id);
                end.complete(null);
            }
        });
    }

    /**
     * Waits for what was given to {@link #aside} until now. Not for the user interface thread.
     *
     * @return whether all of it has ended within this time
     */
    public boolean awaitAside(Duration limit) {
        try {
            CompletableFuture.allOf(aside.values().toArray(CompletableFuture<?>[]::new))
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            LOG.warn("Some work is not done after {}", limit);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("It is told to nobody how that work ends", e);
        }
    }

    /** Cancels all but what goes on {@link #aside}. */
    @Override
    public void close() {
        ui.run(() -> running.forEach(Work::cancel));
    }

    private sealed interface Outcome<T> {
        record Done<T>(T result) implements Outcome<T> {}

        record Failed<T>(Exception failure) implements Outcome<T> {}
    }

    private static <T> Outcome<T> outcome(Work work, Job<T> job) {
        try {
            return work.isCancelled()
                    ? new Outcome.Failed<>(new CancellationException())
                    : new Outcome.Done<>(job.run(work));
        } catch (Exception e) {
            return new Outcome.Failed<>(e);
        } catch (Error e) {
            // Nobody would be told otherwise, and a screen would say for ever that it is loading.
            LOG.error("A defect in: {}", work.name(), e);
            return new Outcome.Failed<>(new IllegalStateException(e));
        }
    }

    private <T> void end(Work work, Outcome<T> outcome, Consumer<? super T> done, Consumer<? super Exception> failed) {
        running.remove(work);
        work.ended();
        switch (outcome) {
            case Outcome.Done<T>(T result) -> {
                if (!work.isCancelled()) {
                    done.accept(result);
                }
            }
            case Outcome.Failed<T>(Exception failure) -> {
                if (work.isCancelled()) {
                    LOG.debug("Cancelled: {}", work.name(), failure);
                } else {
                    LOG.debug("Failed: {}", work.name(), failure);
                    failed.accept(failure);
                }
            }
        }
    }
}
