package io.maxiofs.desktop.screen;

import io.maxiofs.server.admin.api.JobDocument;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is heard of one job: from the events of the server, and by asking where these say nothing for a while, as to people
 * who do not get them or while the connection is broken. {@link #heard} is safe on any thread; one thread follows.
 */
final class JobNews {
    /** Before the first time it is asked: most jobs are over by then, and the events may only be about to begin. */
    private static final Duration ASK_FIRST = Duration.ofMillis(250);

    /** More than the server lets pass between two news of a job that gets on. */
    private static final Duration ASK_AFTER = Duration.ofMillis(1_500);

    private final Function<String, JobDocument> ask;
    private final BlockingQueue<News> queue = new LinkedBlockingQueue<>();
    private final AtomicBoolean heard = new AtomicBoolean();

    /** One of the two. */
    private sealed interface News {
        record Told(JobDocument job) implements News {}

        record NotTold(RuntimeException failure) implements News {}
    }

    /** @param ask asks the server for a job by its id; blocks */
    JobNews(Function<String, JobDocument> ask) {
        this.ask = ask;
    }

    /** Something was heard of some job. */
    void heard(JobDocument job) {
        queue.add(new News.Told(job));
    }

    /**
     * Waits until the job is over.
     *
     * @param progress is told of each news of it
     * @throws RuntimeException if the server was asked and did not answer
     */
    JobDocument follow(JobDocument begun, Consumer<JobDocument> progress) throws InterruptedException {
        if (begun.isOver()) {
            return begun;
        }
        try (ScheduledExecutorService asking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("ask-for-job-", 0).factory())) {
            var repeated = asking.scheduleWithFixedDelay(
                    () -> askFor(begun.id()), ASK_FIRST.toMillis(), ASK_AFTER.toMillis(), TimeUnit.MILLISECONDS);
            try {
                return awaitEnd(begun.id(), progress);
            } finally {
                repeated.cancel(false);
            }
        }
    }

    private JobDocument awaitEnd(String id, Consumer<JobDocument> progress) throws InterruptedException {
        while (true) {
            switch (queue.take()) {
                case News.NotTold(RuntimeException failure) -> throw failure;
                case News.Told(JobDocument job)
                when job.id().equals(id) -> {
                    heard.set(true);
                    progress.accept(job);
                    if (job.isOver()) {
                        return job;
                    }
                }
                case News.Told other -> {
                    // Others follow that one.
                }
            }
        }
    }

    private void askFor(String id) {
        if (heard.getAndSet(false)) {
            return;
        }
        try {
            queue.add(new News.Told(ask.apply(id)));
        } catch (RuntimeException e) {
            queue.add(new News.NotTold(e));
        }
    }
}
