package io.maxiofs.server.job;

import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.database.JobTables;
import io.maxiofs.server.s3.error.S3Exception;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Begins jobs and knows them: those on their way, and the last that are over. Safe on any thread. Beginning one is durable
 * before it is told; so is its end before its last state is.
 */
public final class Jobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration STOP_DEADLINE = Duration.ofSeconds(20);

    private final JobStore store;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Limits limits;
    private final ExecutorService threads;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<JobListener> listeners = new ConcurrentLinkedQueue<>();
    private boolean closed;

    /**
     * How many there are.
     *
     * @param running at a time
     * @param unfinished that run or wait
     * @param kept that are over
     */
    public record Limits(int running, int unfinished, int kept) {
        public static final Limits DEFAULT = new Limits(2, 100, 200);

        /** @throws IllegalArgumentException if there could be none */
        public Limits {
            if (running < 1 || unfinished < running || kept < 1) {
                throw new IllegalArgumentException("Limits of jobs: " + running + ", " + unfinished + ", " + kept);
            }
        }
    }

    /** There are as many unfinished jobs as there may be, or the server stops. */
    public static final class TooManyJobsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyJobsException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Reads what is known of earlier jobs; those that had not ended are interrupted.
     *
     * @param ids makes one that no other job has
     */
    public Jobs(JobTables tables, InstantSource clock, Supplier<String> ids, Limits limits) {
        this.store = new JobStore(tables, limits.kept());
        this.clock = clock;
        this.ids = ids;
        this.limits = limits;
        this.threads = Executors.newFixedThreadPool(
                limits.running(), Thread.ofPlatform().name("job-", 0).daemon().factory());
        store.interruptUnfinished(clock.instant());
    }

    /** Tells {@code listener} of changes from now on. */
    public void listen(JobListener listener) {
        listeners.add(listener);
    }

    /**
     * Begins a job, now or when one before it has ended.
     *
     * @throws TooManyJobsException if there may not be another
     */
    public JobDocument begin(JobSubject subject, JobWork work) {
        Job job = new Job(ids.get(), subject, clock, this::changed);
        synchronized (this) {
            if (closed) {
                throw new TooManyJobsException("The server is stopping");
            }
            if (jobs.size() >= limits.unfinished()) {
                throw new TooManyJobsException("There are " + limits.unfinished() + " unfinished jobs already");
            }
            jobs.put(job.id(), job);
        }
        try {
            store.save(job);
            threads.execute(() -> run(job, work));
        } catch (RejectedExecutionException e) {
            job.end(Job.State.INTERRUPTED, null);
        } catch (RuntimeException e) {
            jobs.remove(job.id());
            throw e;
        }
        JobDocument document = job.document();
        tell(document);
        return document;
    }

    private void run(Job job, JobWork work) {
        if (!job.begin()) {
            return;
        }
        try {
            work.run(job);
            job.end(Job.State.DONE, null);
        } catch (JobProgress.JobStoppedException e) {
            job.end(job.stoppedAs(), null);
        } catch (S3Exception e) {
            job.end(Job.State.FAILED, e.code().wireName() + ": " + e.message());
        } catch (RuntimeException | Error e) {
            LOG.error("Job {} failed", job.id(), e);
            job.end(Job.State.FAILED, "See the server's log");
        }
    }

    private void changed(Job job) {
        JobDocument document = job.document();
        if (job.isOver()) {
            try {
                store.save(job);
                jobs.remove(job.id());
            } catch (RuntimeException e) {
                LOG.warn("What became of job {} is known only until the server stops", job.id(), e);
            }
        }
        tell(document);
    }

    private void tell(JobDocument document) {
        for (JobListener listener : listeners) {
            try {
                listener.changed(document);
            } catch (RuntimeException e) {
                LOG.warn("A listener did not take the news of job {}", document.id(), e);
            }
        }
    }

    /** The newest first. */
    public List<JobDocument> list() {
        // First, so that of a job that ends meanwhile its end is told and not what was stored before.
        Map<String, Job> unfinished = Map.copyOf(jobs);
        List<JobDocument> all = new ArrayList<>(store.list().stream()
                .filter(known -> !unfinished.containsKey(known.id()))
                .toList());
        unfinished.values().forEach(job -> all.add(job.document()));
        all.sort(Comparator.comparing((JobDocument job) -> job.course().created())
                .reversed()
                .thenComparing(JobDocument::id));
        return List.copyOf(all);
    }

    public Optional<JobDocument> find(String id) {
        Job job = jobs.get(id);
        return job == null ? store.find(id).map(JobStore.Kept::job) : Optional.of(job.document());
    }

    /** What a job could not do, the first of it; empty if there is no such job. */
    public List<ObjectRef.Failure> failures(String id) {
        Job job = jobs.get(id);
        return job == null ? store.find(id).map(JobStore.Kept::failures).orElse(List.of()) : job.failures();
    }

    /** Asks a job to stop; one that is over stays as it is. Empty if there is no such job. */
    public Optional<JobDocument> cancel(String id) {
        Job job = jobs.get(id);
        if (job != null) {
            job.stop(Job.State.CANCELLED);
        }
        return find(id);
    }

    /** Stops all jobs, which are then interrupted, and waits for them a while. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        jobs.values().forEach(job -> job.stop(Job.State.INTERRUPTED));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("A job did not stop within {}", STOP_DEADLINE);
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
