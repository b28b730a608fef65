package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.JournalRecord;
import io.maxiofs.storage.journal.RecordPosition;
import io.maxiofs.storage.journal.RecoveryReport;
import io.maxiofs.storage.state.StoreState;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the state up to the end of the journal: from the index's checkpoint if it has one, else from the first record
 * there is. Both are the same thing over a different stretch.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration FLUSH_PATIENCE = Duration.ofMinutes(10);

    private final Journal journal;
    private final Index index;
    private final StoreState state;
    private final HybridClock clock;
    private final LongConsumer progress;
    private long sequence;
    private long records;
    private boolean rebuilding;
    private final NotUnderstood notUnderstood;

    /** @param progress is told the number of records read so far, now and then */
    Recovery(Journal journal, Index index, StoreState state, HybridClock clock, LongConsumer progress) {
        this(journal, index, state, clock, progress, Recovery::refuse);
    }

    /** @param notUnderstood is told of records that are whole and yet not understood; may throw to end it all */
    Recovery(
            Journal journal,
            Index index,
            StoreState state,
            HybridClock clock,
            LongConsumer progress,
            NotUnderstood notUnderstood) {
        this.notUnderstood = notUnderstood;
        this.journal = journal;
        this.index = index;
        this.state = state;
        this.clock = clock;
        this.progress = progress;
    }

    /** What was found. */
    record Outcome(CommitLog.Restored restored, RecoveryReport report, boolean rebuilt) {}

    Outcome run() throws IOException {
        Checkpoint from = index.checkpoint().map(Checkpoint::decode).orElse(Checkpoint.NONE);
        rebuilding = from.rebuilding();
        state.load();
        state.restore(from.bucketId(), from.extentLimit());
        clock.observe(from.versionTime());
        sequence = from.sequence();
        RecoveryReport report = journal.recover(from.position(), this::apply);
        if (rebuilding) {
            state.dropOrphanParts();
        }
        state.publish();
        // What lost its last reference was told to nobody; the sweep for orphans finds those extents.
        state.extents().takeFreed();
        if (records > 0) {
            LOG.info("Recovery read {} records behind {}", records, from.position());
        }
        report.damages().forEach(damage -> LOG.error("Journal damage: {}", damage));
        return new Outcome(
                new CommitLog.Restored(sequence, report.end(), records > 0), report, rebuilding && records > 0);
    }

    /** What to do about a record whose checksum is right and whose content makes no sense. */
    @FunctionalInterface
    public interface NotUnderstood {
        void found(RecordPosition at, long sequence, CorruptDataException why);
    }

    private static void refuse(RecordPosition at, long sequence, CorruptDataException why) {
        throw new CorruptDataException(
                "Record " + sequence + " at " + at + " of the journal is whole and yet not understood: "
                        + why.getMessage(),
                why);
    }

    private void apply(JournalRecord record) {
        try {
            ChangeRecord change = ChangeCodec.decode(record.payload());
            state.apply(change, record.position().segment(), record.bodyOffset());
            state.publish();
            observe(change);
        } catch (CorruptDataException e) {
            notUnderstood.found(record.position(), record.sequence(), e);
        }
        sequence = Math.max(sequence, record.sequence());
        if (++records % 10_000 == 0) {
            progress.accept(records);
        }
        if (index.isMemoryFull()) {
            freeze(record.next());
        }
    }

    private void observe(ChangeRecord record) {
        for (ChangeRecord.Step step : record.steps()) {
            switch (step.change()) {
                case Change.PutVersion put ->
                    clock.observe(VersionCodec.outline(put.entity(), 0).id().time());
                case Change.RemoveVersion remove -> clock.observe(remove.id().time());
                case Change.PutUpload put -> clock.observe(put.id().version().time());
                case Change.RemoveUpload remove ->
                    clock.observe(remove.id().version().time());
                default -> {
                    // Carries no version's time.
                }
            }
        }
    }

    private void freeze(RecordPosition next) {
        state.saveCounters();
        Checkpoint mark =
                new Checkpoint(next, sequence, clock.last(), state.highestBucketId(), state.extentLimit(), rebuilding);
        if (!index.freeze(mark.encode(), FLUSH_PATIENCE)) {
            index.flushFailure().ifPresent(e -> LOG.warn("The index could not be written during recovery", e));
        }
    }
}
