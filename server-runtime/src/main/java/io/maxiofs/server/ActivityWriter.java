package io.maxiofs.server;

import io.maxiofs.base.LifeCycle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what requests leave in memory: who used the server, and when buckets were last written to. On a thread of its own a
 * few seconds later, so that no request waits for it and a crash takes no more than {@link #DELAY}; an idle server writes
 * nothing. Safe on any thread.
 */
final class ActivityWriter {
    /** From what happened to when it is written, if the disk is not slow. */
    static final Duration DELAY = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(ActivityWriter.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

    private final List<Part> parts = new CopyOnWriteArrayList<>();

    private static final class Part {
        private final String what;
        private final Runnable flush;
        private boolean failing;

        Part(String what, Runnable flush) {
            this.what = what;
            this.flush = flush;
        }

        /** A disk that is gone for a day is told of once. */
        synchronized void write() {
            try {
                flush.run();
                failing = false;
            } catch (RuntimeException e) {
                if (failing) {
                    LOG.debug("Still cannot write {}", what, e);
                } else {
                    LOG.warn("Cannot write {}; it is tried again until it works", what, e);
                }
                failing = true;
            }
        }
    }

    /** Ends after what is stopped before it, with a last write. */
    ActivityWriter(Timers timers, LifeCycle lifeCycle) {
        Timers.Running running = timers.every("activity", DELAY, this::write);
        lifeCycle.onStop("activity", STOP_DEADLINE, () -> {
            if (!running.end(STOP_DEADLINE)) {
                LOG.warn("Writing who used the server is still under way");
            }
            for (Part part : parts) {
                part.flush.run();
            }
        });
    }

    /**
     * Writes this from now on, too.
     *
     * @param what for logs
     * @param flush writes what is new, and nothing if nothing is; throws if it cannot, and has more to write then
     */
    void add(String what, Runnable flush) {
        parts.add(new Part(what, flush));
    }

    private void write() {
        parts.forEach(Part::write);
    }
}
