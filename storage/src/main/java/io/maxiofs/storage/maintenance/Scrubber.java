package io.maxiofs.storage.maintenance;

import io.maxiofs.storage.extent.ExtentStore;
import io.maxiofs.storage.extent.VerifyResult;
import io.maxiofs.storage.index.Cursor;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.ScanReport;
import io.maxiofs.storage.journal.SegmentInfo;
import io.maxiofs.storage.journal.SegmentMissingException;
import io.maxiofs.storage.state.IndexTables;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Re-reads and verifies all that is stored, and whether all that is referred to is there. Works beside everything else
 * on a store that is open; it serves nothing and alters nothing. One run per instance, on the thread that calls.
 *
 * <p>What disappears while it is looked at is not damage: a finding about a row is made only if the row still stands
 * after the damage was seen.
 */
public final class Scrubber {
    private static final long SAVE_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final Journal journal;
    private final IndexTables tables;
    private final ExtentStore extents;
    private final @Nullable ScrubFile file;
    private final InstantSource clock;
    private final ScrubOptions options;
    private final ScrubListener listener;
    private final Findings findings;
    private final Throttle throttle;
    /** Those of earlier runs, which stand until all has been read. */
    private long faultsBefore;

    private final NavigableSet<Long> suspectSegments = new TreeSet<>();
    private final NavigableSet<Long> suspectExtents = new TreeSet<>();

    private ScrubPhase phase = ScrubPhase.REFERENCES;
    private long next;
    private Instant started;
    private @Nullable Instant completed;
    private long bytesDone;
    private long bytesTotal;
    private long segmentsDone;
    private long extentsDone;
    private long savedAt;

    /**
     * What is scrubbed.
     *
     * @param file keeps the position; null for a scrub that is not to be resumed
     */
    public record Subject(
            Journal journal,
            IndexTables tables,
            ExtentStore extents,
            @Nullable ScrubFile file) {}

    public Scrubber(Subject subject, InstantSource clock, ScrubOptions options, ScrubListener listener) {
        this.journal = subject.journal();
        this.tables = subject.tables();
        this.extents = subject.extents();
        this.file = subject.file();
        this.clock = clock;
        this.options = options;
        this.listener = listener;
        this.findings = new Findings(Findings.DEFAULT_LIMIT, listener::found);
        this.throttle = new Throttle(options.bytesPerSecond(), options.cancelled());
        this.started = clock.instant();
    }

    /**
     * Scrubs until all is read or the options' {@code cancelled} says to end.
     *
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the drive went away or the store was closed
     * @throws io.maxiofs.storage.index.IndexDamagedException if the index cannot be read
     * @throws IOException if the disk fails
     */
    public ScrubReport run() throws IOException {
        restore();
        boolean complete = false;
        try {
            scrub();
            complete = true;
            completed = clock.instant();
        } catch (CancellationException e) {
            // The position says where to go on.
        } finally {
            save();
        }
        return new ScrubReport(complete, progress(), findings.list(), findings.total());
    }

    private void restore() throws IOException {
        ScrubPosition kept = file == null ? null : file.read().orElse(null);
        if (kept == null) {
            return;
        }
        completed = kept.completed();
        faultsBefore = kept.faults();
        if (options.resume() && kept.phase() != ScrubPhase.DONE) {
            started = kept.started();
            phase = kept.phase();
            next = kept.next();
            bytesDone = kept.bytesDone();
            suspectSegments.addAll(kept.suspectSegments());
            suspectExtents.addAll(kept.suspectExtents());
        }
    }

    private void scrub() throws IOException {
        // Quick beside the rest, and what later phases find means most beside it: done in every run.
        ReferenceCheck references = new ReferenceCheck(journal, tables, findings, throttle);
        references.run();
        bytesTotal = references.totalBytes();
        listener.progress(progress());
        lookAgain();
        if (phase == ScrubPhase.REFERENCES) {
            enter(ScrubPhase.SEGMENTS);
        }
        if (phase == ScrubPhase.SEGMENTS) {
            segments();
            enter(ScrubPhase.EXTENTS);
        }
        if (phase == ScrubPhase.EXTENTS) {
            extents();
            enter(ScrubPhase.DONE);
        }
        bytesTotal = bytesDone;
        listener.progress(progress());
    }

    private void enter(ScrubPhase newPhase) throws IOException {
        phase = newPhase;
        next = 0;
        if (newPhase != ScrubPhase.DONE) {
            save();
        }
    }

    /** The findings of the run that is resumed, as they are now. */
    private void lookAgain() throws IOException {
        for (long segment : suspectSegments.stream().toList()) {
            if (journal.exists(segment)) {
                scan(segment);
            }
        }
        ExtentTrace trace = new ExtentTrace(tables, findings, throttle);
        for (long extent : suspectExtents.stream().toList()) {
            verify(extent, trace);
        }
        trace.flush();
    }

    private void segments() throws IOException {
        for (SegmentInfo segment : journal.segments()) {
            if (segment.id() >= next) {
                long before = bytesDone;
                scan(segment.id());
                // Headers and what is damaged count as well.
                bytesDone = Math.max(bytesDone, before + segment.usedBytes());
                segmentsDone++;
                advanced(segment.id() + 1);
            }
        }
    }

    private void scan(long segment) throws IOException {
        try {
            ScanReport report = journal.scan(segment, record -> spend(record.length()));
            if (!report.damages().isEmpty()) {
                suspect(suspectSegments, segment);
                new SegmentTrace(journal, tables, findings).trace(report, throttle);
            }
        } catch (SegmentMissingException e) {
            // Compaction has moved what was in it.
            suspectSegments.remove(segment);
        }
    }

    private void extents() throws IOException {
        ExtentTrace trace = new ExtentTrace(tables, findings, throttle);
        for (Cursor c = tables.cursor(Table.EXTENT, TableKeys.number(next), null); c.next(); ) {
            long id = TableKeys.numberOf(c.key());
            verify(id, trace);
            extentsDone++;
            advanced(id + 1);
        }
        trace.flush();
    }

    private void verify(long id, ExtentTrace trace) {
        throttle.check();
        VerifyResult result = extents.verify(id, this::spend);
        boolean stillNeeded = tables.get(Table.EXTENT, TableKeys.number(id)) != null;
        if (!result.isIntact() && stillNeeded) {
            suspect(suspectExtents, id);
            trace.add(result);
        }
    }

    private static void suspect(NavigableSet<Long> suspects, long id) {
        if (suspects.size() < ScrubPosition.MAX_SUSPECTS) {
            suspects.add(id);
        }
    }

    private void spend(long bytes) {
        bytesDone += bytes;
        throttle.spend(bytes);
    }

    private void advanced(long newNext) throws IOException {
        next = newNext;
        listener.progress(progress());
        if (System.nanoTime() - savedAt > SAVE_EVERY_NANOS) {
            save();
        }
    }

    private void save() throws IOException {
        if (file != null) {
            file.write(new ScrubPosition(
                    phase,
                    next,
                    started,
                    completed,
                    bytesDone,
                    suspectSegments.stream().toList(),
                    suspectExtents.stream().toList(),
                    phase == ScrubPhase.DONE ? findings.faults() : Math.max(faultsBefore, findings.faults())));
            savedAt = System.nanoTime();
        }
    }

    private ScrubProgress progress() {
        return new ScrubProgress(
                phase, bytesDone, Math.max(bytesDone, bytesTotal), segmentsDone, extentsDone, findings.faults());
    }
}
