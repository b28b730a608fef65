package io.maxiofs.storage.engine;

import io.maxiofs.base.DayWindow;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.maintenance.Finding;
import io.maxiofs.storage.maintenance.ScrubFile;
import io.maxiofs.storage.maintenance.ScrubListener;
import io.maxiofs.storage.maintenance.ScrubOptions;
import io.maxiofs.storage.maintenance.ScrubProgress;
import io.maxiofs.storage.maintenance.ScrubReport;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scrubs a store when that is due, and on demand. A scrub runs inside its window, goes on in the next one, and after a
 * restart. Between scrubs nothing is read or written. Safe on any thread.
 */
public final class ScrubSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScrubSchedule.class);
    /** A start is not the time to read everything. */
    private static final Duration AFTER_START = Duration.ofMinutes(5);
    /** The wall clock may be set while it waits. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(15);

    private final LocalObjectStore store;
    private final EngineConfig.Scrub config;
    private final InstantSource clock;
    private final Thread thread;
    private final Semaphore signals = new Semaphore(0);
    private final OpenFindings open = new OpenFindings();
    /** Faults that were found before the start, of which nothing else is known until all has been read again. */
    private volatile long doubted;
    /** Whether the file tells of faults that were found since the start. */
    private boolean remembered;

    private volatile boolean closing;
    private volatile boolean demanded;
    private volatile boolean paused;
    private volatile boolean interrupted;
    private volatile @Nullable DayWindow window;
    private volatile Status status = new Status(State.WAITING, null, null, null, List.of(), 0, null);
    private volatile Instant opened;
    private boolean started;

    ScrubSchedule(LocalObjectStore store, EngineConfig.Scrub config, InstantSource clock) {
        this.store = store;
        this.config = config;
        this.window = config.window();
        this.clock = clock;
        this.opened = clock.instant();
        this.thread = Thread.ofPlatform().name("scrub").daemon().unstarted(this::run);
    }

    /** Whether it works. */
    public enum State {
        /** No scrub is due. */
        WAITING,
        BUSY,
        /** A scrub is due or unfinished, and waits for its window. */
        OUTSIDE_WINDOW,
        /** None begins until somebody ends the pause. */
        PAUSED,
        /** None comes by itself. */
        OFF
    }

    /**
     * How it stands.
     *
     * @param due when the next scrub begins or goes on; null if none comes by itself
     * @param progress of the scrub that runs or was run last; null if there was none since the start
     * @param completed when the last complete scrub ended; null if there never was one
     * @param findings of the scrub that was run last and of one that runs, the first of them, without those that were
     *     repaired since
     * @param faults number of all its findings but waste, without those
     * @param lastError why the last try ended; null if nothing went wrong
     */
    public record Status(
            State state,
            @Nullable Instant due,
            @Nullable ScrubProgress progress,
            @Nullable Instant completed,
            List<Finding> findings,
            long faults,
            @Nullable String lastError) {}

    public Status status() {
        Status now = status;
        return new Status(
                now.state(),
                now.due(),
                now.progress(),
                now.completed(),
                open.list(),
                open.faults(now.faults(), now.state() == State.BUSY),
                now.lastError());
    }

    /** What was found and nobody has repaired since. */
    OpenFindings open() {
        return open;
    }

    synchronized void start() throws IOException {
        opened = clock.instant();
        ScrubFile.Kept kept = store.scrubFile().kept();
        doubted = kept.faults();
        status = new Status(
                config.interval().isZero() ? State.OFF : State.WAITING,
                null,
                null,
                kept.completed(),
                List.of(),
                doubted,
                null);
        if (doubted > 0) {
            LOG.warn("{} faults were found before this start; all is read again to know which they are", doubted);
        }
        if (!config.interval().isZero() && !closing) {
            started = true;
            thread.start();
        }
    }

    /** Scrubs now, whatever the window; goes on with one that is unfinished. Does nothing while one runs. */
    public synchronized void demand() {
        demanded = true;
        if (!started && !closing) {
            started = true;
            thread.start();
        }
        signals.release();
    }

    /** Ends a scrub that runs, keeping where it was, and lets none begin until {@link #resume}. */
    public void pause() {
        paused = true;
        signals.release();
    }

    /** Ends a pause; a scrub that it interrupted goes on, whatever the window. */
    public void resume() {
        boolean goOn = paused && interrupted;
        paused = false;
        interrupted = false;
        if (goOn) {
            demand();
        } else {
            signals.release();
        }
    }

    /** Sets the hours of the day in which scrubs run; null for any time. */
    public void window(@Nullable DayWindow newWindow) {
        window = newWindow;
        signals.release();
    }

    /** Looks at the clock again; what else would happen within the hour. */
    void look() {
        signals.release();
    }

    private void run() {
        try {
            Instant notBefore = opened.plus(AFTER_START);
            while (!closing) {
                forgetRepaired();
                Instant now = clock.instant();
                Instant due = due(now, notBefore);
                if (paused) {
                    demanded = false;
                    report(State.PAUSED, null);
                    await(LONGEST_WAIT);
                } else if (demanded || due != null && !now.isBefore(due)) {
                    notBefore = scrub() ? Instant.MIN : clock.instant().plus(AFTER_FAILURE);
                } else {
                    boolean outside = window != null && isOverdue(now);
                    report(
                            config.interval().isZero() ? State.OFF : outside ? State.OUTSIDE_WINDOW : State.WAITING,
                            due);
                    await(due == null ? LONGEST_WAIT : Duration.between(now, due));
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("Scrubbing ends");
        }
    }

    private void await(Duration wait) throws InterruptedException {
        Duration shortest = wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        if (signals.tryAcquire(shortest.toMillis() + 1, TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }

    private boolean isOverdue(Instant now) {
        Instant completed = status.completed();
        return completed == null || !now.isBefore(completed.plus(config.interval()));
    }

    /** When the next scrub begins or goes on, as seen from one reading of the clock; null if none does by itself. */
    private @Nullable Instant due(Instant now, Instant notBefore) {
        if (config.interval().isZero()) {
            return null;
        }
        if (doubted > 0) {
            // What was damaged is known no more precisely: not a matter for the next window.
            return notBefore.isBefore(now) ? now : notBefore;
        }
        Instant completed = status.completed();
        Instant due = completed == null ? notBefore : completed.plus(config.interval());
        if (due.isBefore(notBefore)) {
            due = notBefore;
        }
        Instant earliest = due.isBefore(now) ? now : due;
        DayWindow hours = window;
        return hours == null || hours.contains(earliest) ? earliest : hours.nextStart(earliest);
    }

    /** Whether it ended without a failure; at its own end or at the window's. */
    private boolean scrub() {
        boolean onDemand = demanded;
        demanded = false;
        report(State.BUSY, null);
        ScrubOptions options = new ScrubOptions(config.bytesPerSecond(), true, () -> isOver(onDemand));
        open.begin();
        try {
            ScrubReport report = store.scrub(options, new Follower());
            open.end(report.complete());
            // Before anybody reads that it is complete, and that there is no copy.
            store.repairs().lookForCopies();
            Instant completed = report.complete() ? clock.instant() : status.completed();
            if (report.complete()) {
                doubted = 0;
                remembered = report.progress().faults() > 0;
            }
            status = new Status(
                    State.WAITING,
                    null,
                    report.progress(),
                    completed,
                    List.of(),
                    report.progress().faults(),
                    null);
            tell(report);
            return true;
        } catch (IOException | StorageException | IllegalStateException e) {
            LOG.warn("The scrub ended early; it is tried again later", e);
            Status before = status;
            status = new Status(
                    State.WAITING,
                    null,
                    before.progress(),
                    before.completed(),
                    before.findings(),
                    before.faults(),
                    e.toString());
            return false;
        }
    }

    /** So that the next start does not doubt what has been repaired. */
    private void forgetRepaired() {
        if (!remembered || open.faults(status.faults(), false) > 0) {
            return;
        }
        try {
            store.scrubFile().forgetFaults();
            remembered = false;
        } catch (IOException | StorageException e) {
            LOG.warn("That all faults are repaired could not be noted; after a restart all is read again", e);
        }
    }

    private boolean isOver(boolean onDemand) {
        DayWindow hours = window;
        if (paused) {
            interrupted = true;
        }
        return closing || paused || !onDemand && doubted == 0 && hours != null && !hours.contains(clock.instant());
    }

    private static void tell(ScrubReport report) {
        report.findings().stream()
                .filter(finding -> finding.severity() != Finding.Severity.WASTE)
                .forEach(finding -> LOG.error("Scrub: {}", finding));
        if (report.complete()) {
            LOG.info(
                    "Scrub complete: {} bytes verified, {} faults",
                    report.progress().bytesDone(),
                    report.progress().faults());
        }
    }

    private void report(State state, @Nullable Instant due) {
        Status now = status;
        status = new Status(state, due, now.progress(), now.completed(), now.findings(), now.faults(), now.lastError());
    }

    /** Keeps the status of a scrub that runs. */
    private final class Follower implements ScrubListener {
        @Override
        public void found(Finding finding) {
            open.add(finding);
        }

        @Override
        public void progress(ScrubProgress progress) {
            Status now = status;
            status = new Status(
                    State.BUSY,
                    null,
                    progress,
                    now.completed(),
                    now.findings(),
                    Math.max(doubted, progress.faults()),
                    null);
        }
    }

    /** Ends a scrub that runs, keeping where it was. */
    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            if (!started) {
                return;
            }
        }
        signals.release();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
