package io.maxiofs.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import io.maxiofs.server.database.JobTables;
import io.maxiofs.server.database.ServerDatabase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How jobs begin, get on, end, and what is known of them after a restart. */
class JobsTest {
    private static final JobSubject SUBJECT = new JobSubject("test", "bucket", "what", "who");
    private static final long DEADLINE_SECONDS = 30;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final AtomicInteger ids = new AtomicInteger();
    private final List<JobDocument> told = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private ServerDatabase database;

    @BeforeEach
    void open() {
        database = ServerDatabase.open(directory.resolve("test.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Jobs jobs(Jobs.Limits limits) {
        Jobs jobs =
                new Jobs(new JobTables(database), InstantSource.system(), () -> "J" + ids.incrementAndGet(), limits);
        jobs.listen(told::add);
        return jobs;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Its end is told when everything else about it is done. */
    private JobDocument ended(Jobs jobs, String id) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (told.stream().noneMatch(job -> job.id().equals(id) && job.isOver())) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        return jobs.find(id).orElseThrow();
    }

    @Test
    void tellsProgressFailuresAndEnd() {
        try (Jobs jobs = jobs(Jobs.Limits.DEFAULT)) {
            ObjectRef.Failure failure = new ObjectRef.Failure("key", null, "AccessDenied", "no");
            JobDocument begun = jobs.begin(SUBJECT, progress -> {
                progress.total(2, 10);
                progress.done(10);
                progress.failed(failure);
            });
            JobDocument job = ended(jobs, begun.id());
            assertThat(job.state()).isEqualTo("done");
            assertThat(job.progress()).isEqualTo(new JobDocument.Progress(2, 2L, 1, 10, 10L));
            assertThat(job.course().started()).isNotNull();
            assertThat(job.course().ended()).isNotNull();
            assertThat(jobs.failures(job.id())).containsExactly(failure);
            assertThat(jobs.list()).containsExactly(job);
            assertThat(told).extracting(JobDocument::state).contains("running", "done");
        }
    }

    @Test
    void failureOfTheWorkIsTheJobsEndAndTellsNoSecrets() {
        try (Jobs jobs = jobs(Jobs.Limits.DEFAULT)) {
            JobDocument begun = jobs.begin(SUBJECT, progress -> {
                throw new IllegalStateException("internal matters");
            });
            JobDocument job = ended(jobs, begun.id());
            assertThat(job.state()).isEqualTo("failed");
            assertThat(job.error()).isNotNull().doesNotContain("internal matters");
        }
    }

    @Test
    void cancelledJobStopsBetweenTwoThings() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (Jobs jobs = jobs(new Jobs.Limits(1, 10, 10))) {
            JobDocument first = jobs.begin(SUBJECT, progress -> {
                running.countDown();
                await(cancelled);
                progress.checkpoint();
                progress.done(1);
            });
            await(running);
            JobDocument waiting = jobs.begin(SUBJECT, progress -> progress.done(1));
            assertThat(jobs.cancel(waiting.id()).orElseThrow().state()).isEqualTo("cancelled");
            jobs.cancel(first.id());
            cancelled.countDown();
            JobDocument job = ended(jobs, first.id());
            assertThat(job.state()).isEqualTo("cancelled");
            assertThat(job.progress().done()).isZero();
            assertThat(jobs.cancel(job.id())).contains(job);
            assertThat(jobs.cancel("unknown")).isEmpty();
            assertThat(ended(jobs, waiting.id()).progress().done()).isZero();
        }
    }

    @Test
    void thereIsABoundOfUnfinishedAndOfKeptJobs() {
        CountDownLatch go = new CountDownLatch(1);
        try (Jobs jobs = jobs(new Jobs.Limits(1, 2, 3))) {
            JobDocument first = jobs.begin(SUBJECT, progress -> await(go));
            JobDocument second = jobs.begin(SUBJECT, progress -> {});
            assertThatThrownBy(() -> jobs.begin(SUBJECT, progress -> {})).isInstanceOf(Jobs.TooManyJobsException.class);
            go.countDown();
            ended(jobs, first.id());
            ended(jobs, second.id());
            for (int i = 0; i < 5; i++) {
                ended(jobs, jobs.begin(SUBJECT, progress -> {}).id());
            }
            assertThat(jobs.list()).hasSize(3);
        }
    }

    @Test
    void stopInterruptsWhatRunsAndWhatWaits() {
        CountDownLatch running = new CountDownLatch(1);
        Jobs jobs = jobs(new Jobs.Limits(1, 10, 10));
        JobDocument first = jobs.begin(SUBJECT, progress -> {
            running.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                progress.checkpoint();
                Thread.onSpinWait();
            }
        });
        await(running);
        JobDocument second = jobs.begin(SUBJECT, progress -> {});
        jobs.close();

        try (Jobs again = jobs(Jobs.Limits.DEFAULT)) {
            assertThat(again.find(first.id()).orElseThrow().state()).isEqualTo("interrupted");
            assertThat(again.find(second.id()).orElseThrow().state()).isEqualTo("interrupted");
        }
    }

    /** As after a power cut: nobody had the time to write how it ended. */
    @Test
    void jobThatWasUnderWayWhenTheServerDiedIsTold() {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (Jobs dying = jobs(Jobs.Limits.DEFAULT)) {
            JobDocument job = dying.begin(SUBJECT, progress -> {
                running.countDown();
                await(over);
            });
            await(running);
            try (Jobs again = jobs(Jobs.Limits.DEFAULT)) {
                JobDocument known = again.find(job.id()).orElseThrow();
                assertThat(known.state()).isEqualTo("interrupted");
                assertThat(known.course().ended()).isNotNull();
                assertThat(known.course().by()).isEqualTo("who");
                assertThat(again.list()).contains(known);
            }
            over.countDown();
        }
    }
}
