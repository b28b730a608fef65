package io.maxiofs.server.job;

import io.maxiofs.server.admin.api.JobDocument;
import io.maxiofs.server.admin.api.ObjectRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One job on its way. Safe on any thread. */
final class Job implements JobProgress {
    /** Failures that are remembered one by one. */
    static final int MAX_FAILURES = 1_000;

    /** Milliseconds between two tellings of progress. */
    private static final long TELL_EVERY_MILLIS = 1_000;

    private final String id;
    private final JobSubject subject;
    private final Instant created;
    private final InstantSource clock;
    private final Consumer<Job> told;
    private final List<ObjectRef.Failure> failures = new ArrayList<>();
    private State state = State.WAITING;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable String error;
    private @Nullable Long total;
    private @Nullable Long totalBytes;
    private long done;
    private long failed;
    private long bytes;
    private long lastToldMillis;
    private volatile @Nullable State wanted;

    /** What a job can be in. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED,
        INTERRUPTED;

        boolean isOver() {
            return this != WAITING && this != RUNNING;
        }
    }

    /** @param told called with this job when there is something new */
    Job(String id, JobSubject subject, InstantSource clock, Consumer<Job> told) {
        this.id = id;
        this.subject = subject;
        this.created = clock.instant();
        this.clock = clock;
        this.told = told;
    }

    String id() {
        return id;
    }

    synchronized boolean isOver() {
        return state.isOver();
    }

    synchronized List<ObjectRef.Failure> failures() {
        return List.copyOf(failures);
    }

    synchronized JobDocument document() {
        return new JobDocument(
                id,
                subject.kind(),
                subject.bucket(),
                subject.what(),
                state.name().toLowerCase(Locale.ROOT),
                new JobDocument.Progress(done, total, failed, bytes, totalBytes),
                new JobDocument.Course(subject.by(), created, started, ended),
                error);
    }

    /** Whether it may begin; it may not if it was stopped while it waited. */
    boolean begin() {
        synchronized (this) {
            if (state != State.WAITING || wanted != null) {
                return false;
            }
            state = State.RUNNING;
            started = clock.instant();
        }
        told.accept(this);
        return true;
    }

    /** @param why for people; null unless it failed */
    void end(State outcome, @Nullable String why) {
        synchronized (this) {
            if (state.isOver()) {
                return;
            }
            state = outcome;
            ended = clock.instant();
            error = why;
        }
        told.accept(this);
    }

    /** Asks it to stop; one that waits is over at once. */
    void stop(State outcome) {
        wanted = outcome;
        boolean waiting;
        synchronized (this) {
            waiting = state == State.WAITING;
        }
        if (waiting) {
            end(outcome, null);
        }
    }

    /** How it is to end if it was asked to stop. */
    State stoppedAs() {
        State asked = wanted;
        return asked == null ? State.CANCELLED : asked;
    }

    @Override
    public void checkpoint() {
        if (wanted != null || Thread.currentThread().isInterrupted()) {
            throw new JobStoppedException();
        }
    }

    @Override
    public synchronized void total(long items, long allBytes) {
        total = items;
        totalBytes = allBytes;
    }

    @Override
    public void done(long count) {
        synchronized (this) {
            done++;
            bytes += count;
        }
        tellNowAndThen();
    }

    @Override
    public void failed(ObjectRef.Failure failure) {
        synchronized (this) {
            done++;
            failed++;
            if (failures.size() < MAX_FAILURES) {
                failures.add(failure);
            }
        }
        tellNowAndThen();
    }

    private void tellNowAndThen() {
        long now = clock.millis();
        synchronized (this) {
            if (now - lastToldMillis < TELL_EVERY_MILLIS) {
                return;
            }
            lastToldMillis = now;
        }
        told.accept(this);
    }
}
