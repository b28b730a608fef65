package io.maxiofs.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on a thread that sleeps between two runs. */
final class ThreadTimer implements Timers.Running {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadTimer.class);

    private final String name;
    private final Runnable work;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> running;

    ThreadTimer(String name, Duration pause, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        this.running =
                thread.scheduleWithFixedDelay(this::run, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What throws would never be run again. */
    private void run() {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("{} failed; it goes on", name, e);
        }
    }

    @Override
    public boolean end(Duration deadline) throws InterruptedException {
        running.cancel(false);
        thread.shutdown();
        return thread.awaitTermination(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }
}
