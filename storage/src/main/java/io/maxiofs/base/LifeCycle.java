package io.maxiofs.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a start, remembered so that they can be undone in reverse. Each undoing has a deadline: one that hangs or
 * fails is reported, and the others still get their turn. Steps are added by one thread; {@link #stop()} may be called
 * from any, and does its work once.
 */
public final class LifeCycle {
    private static final Logger LOG = LoggerFactory.getLogger(LifeCycle.class);

    private final Deque<Step> steps = new ArrayDeque<>();
    private @Nullable List<String> unfinished;

    private record Step(String name, Duration deadline, Action stop) {}

    /** What undoes a step. */
    @FunctionalInterface
    public interface Action {
        void run() throws Exception;
    }

    /**
     * Remembers how to undo the step that was just done.
     *
     * @param name for logs, such as {@code admin port}
     * @param deadline how long {@code stop} may take before it is given up
     */
    public synchronized void onStop(String name, Duration deadline, Action stop) {
        if (unfinished != null) {
            throw new IllegalStateException("Stopped already");
        }
        steps.push(new Step(name, deadline, stop));
    }

    /**
     * Undoes every step, newest first. Never throws; calling it again gives the same answer.
     *
     * @return the names of the steps that failed or did not end in time; empty if the stop was clean
     */
    public synchronized List<String> stop() {
        if (unfinished == null) {
            List<String> bad = new ArrayList<>();
            while (!steps.isEmpty()) {
                Step step = steps.pop();
                if (!stop(step)) {
                    bad.add(step.name());
                }
            }
            unfinished = List.copyOf(bad);
        }
        return unfinished;
    }

    private static boolean stop(Step step) {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().daemon().name("stop " + step.name()).start(() -> {
            try {
                step.stop().run();
            } catch (Exception | LinkageError e) {
                failure.set(e);
            }
        });
        try {
            if (!thread.join(step.deadline())) {
                LOG.error("Stopping {} did not end within {}", step.name(), step.deadline());
                return false;
            }
        } catch (InterruptedException e) {
            LOG.error("Interrupted while stopping {}", step.name());
            Thread.currentThread().interrupt();
            return false;
        }
        Throwable thrown = failure.get();
        if (thrown != null) {
            LOG.error("Stopping {} failed", step.name(), thrown);
            return false;
        }
        return true;
    }
}
