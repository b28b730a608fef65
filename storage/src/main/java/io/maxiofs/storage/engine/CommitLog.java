package io.maxiofs.storage.engine;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.file.DiskFullException;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.journal.Appended;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.NewRecord;
import io.maxiofs.storage.journal.RecordPosition;
import io.maxiofs.storage.state.StoreState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns decisions into journal records and state. Committer thread only.
 *
 * <p>The order is always the same: record into the journal's buffer, change into the unseen part of the state, force,
 * then show. A failure in between leaves what readers see as it was.
 */
final class CommitLog {
    private static final Logger LOG = LoggerFactory.getLogger(CommitLog.class);
    private static final byte RECORD_TYPE = 1;
    private static final ByteBuffer NO_BODY = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final Duration IDLE_BEFORE_CHECKPOINT = Duration.ofSeconds(30);
    private static final Duration LOOK_FOR_DIRECTORY = Duration.ofSeconds(1);
    private static final Duration FLUSH_PATIENCE = Duration.ofSeconds(10);
    private static final int MEMORY_OVERDRAFT = 2;
    private static final int MAX_CAUSES = 20;

    private final Journal journal;
    private final Index index;
    private final StoreState state;
    private final HybridClock clock;
    private final DecisionContext context;
    private final EngineConfig config;
    private final Listener listener;
    private final List<Long> freed = new ArrayList<>();
    private long sequence;
    private RecordPosition next;
    private boolean mustForce;
    private boolean unforced;
    private long unforcedSince;
    private boolean dirty;
    private long lastCommit;
    private long lastPresence = System.nanoTime();

    /**
     * @param restored where the state stands after recovery
     */
    CommitLog(
            Journal journal,
            Index index,
            StoreState state,
            HybridClock clock,
            EngineConfig config,
            TenantLimits tenants,
            Restored restored,
            Listener listener) {
        this.journal = journal;
        this.index = index;
        this.state = state;
        this.clock = clock;
        this.config = config;
        this.context = new DecisionContext(state, clock, config, new QuotaCheck(state, tenants));
        this.listener = listener;
        this.sequence = restored.sequence();
        this.next = restored.position();
        this.dirty = restored.dirty();
        this.lastCommit = System.nanoTime();
    }

    /** Told of what others have to do; called on the committer's thread, must not block. */
    interface Listener {
        /**
         * Looks whether the data directory is there.
         *
         * @throws io.maxiofs.storage.api.StorageUnavailableException if it is gone or another
         */
        void requirePresent();

        /** Gives up the space that is held for a full disk; false if there is none. */
        boolean releaseReserve();

        /** Nobody needs the extent any more, and that is durable. */
        void extentFreed(long id);

        /** Nobody needs the extent any more, if what said so turns out to be on the disk. */
        void extentInDoubt(long id);

        /** Everything up to a sequence number is durable and shown; may be called with the same one again. */
        void durable(long sequence);

        /** The journal was made durable, in so many nanoseconds. */
        void flushed(long nanos);

        /** The index was handed all changes so far. */
        void checkpointTaken();
    }

    /**
     * Where recovery ended.
     *
     * @param dirty whether the index lacks something the journal has
     */
    record Restored(long sequence, RecordPosition position, boolean dirty) {}

    DecisionContext context() {
        return context;
    }

    /** Appends the record of a decision and applies it, unseen by readers until {@link #commit()}. */
    void write(Decision<?> decision) throws IOException {
        if (decision.changes().isEmpty()) {
            // The answer may rest on a change of this group that is not durable yet.
            mustForce |= !decision.relaxed() && unforced;
            return;
        }
        long number = sequence + 1;
        List<ChangeRecord.Step> steps = new ArrayList<>(decision.changes().size());
        Decision.InlineBytes body = decision.body();
        for (Change change : decision.changes()) {
            boolean first = steps.isEmpty();
            long own = decision.movedSequence() > 0 ? decision.movedSequence() : number;
            steps.add(new ChangeRecord.Step(own, first && body != null ? 0 : ChangeRecord.Step.NO_BODY, change));
        }
        append(new ChangeRecord(decision.kind(), clock.now(), steps, decision.note()), body);
        mustForce |= !decision.relaxed();
    }

    /** As {@link #write}, and takes the space it needs from the reserve if the disk is full. */
    void writeWithReserve(Decision<?> decision) throws IOException {
        try {
            write(decision);
        } catch (DiskFullException e) {
            if (!listener.releaseReserve()) {
                throw e;
            }
            // The record alone was refused; what the group holds so far is as it was.
            write(decision);
        }
    }

    private void append(ChangeRecord record, Decision.@Nullable InlineBytes body) throws IOException {
        ByteBuffer payload = ChangeCodec.encode(record);
        long number = sequence + 1;
        Appended at = journal.append(new NewRecord(
                number,
                RECORD_TYPE,
                payload,
                body == null ? NO_BODY : body.bytes().duplicate(),
                body == null ? 0 : body.crc()));
        sequence = number;
        next = at.next();
        state.apply(record, at.segment(), at.bodyOffset());
        dirty = true;
        if (!unforced) {
            unforced = true;
            unforcedSince = System.nanoTime();
        }
    }

    /**
     * Makes the group durable, as far as it asks for that, and shows it.
     *
     * @throws io.maxiofs.storage.api.StorageUnavailableException if the data directory is gone
     */
    void commit() throws IOException {
        requirePresence();
        if (mustForce || isForceDue()) {
            force();
        } else {
            journal.write();
        }
        state.publish();
        announce();
        freed.addAll(state.extents().takeFreed());
        lastCommit = System.nanoTime();
    }

    /**
     * Open files outlive their names: without this look, once a second, changes would be confirmed that went into files
     * nobody will ever find again.
     */
    private void requirePresence() {
        long now = System.nanoTime();
        if (now - lastPresence >= LOOK_FOR_DIRECTORY.toNanos()) {
            listener.requirePresent();
            lastPresence = now;
        }
    }

    /** Whether the time that relaxed changes may wait is over; looked at here too, as idle moments may never come. */
    private boolean isForceDue() {
        return unforced
                && System.nanoTime() - unforcedSince
                        >= config.durability().fastInterval().toNanos();
    }

    /** Tells followers of the changes how far all is durable and shown. */
    private void announce() {
        if (!unforced) {
            listener.durable(sequence);
        }
    }

    private void force() throws IOException {
        long start = System.nanoTime();
        journal.force();
        if (unforced) {
            listener.flushed(System.nanoTime() - start);
        }
        unforced = false;
        mustForce = false;
    }

    /** Writing has failed: what was to be deleted is looked at again when it is known what the disk has. */
    void abandon() {
        freed.addAll(state.extents().takeFreed());
        freed.forEach(listener::extentInDoubt);
        freed.clear();
    }

    /** What is due after a group, when its callers have their answers. */
    void afterCommit() {
        if (!freed.isEmpty() && !unforced) {
            freed.forEach(listener::extentFreed);
            freed.clear();
        }
        if (index.isMemoryFull() && !unforced) {
            boolean overdrawn =
                    index.memoryBytes() > MEMORY_OVERDRAFT * config.memory().tableBytes();
            checkpoint(overdrawn ? FLUSH_PATIENCE : Duration.ZERO);
        }
    }

    private boolean checkpoint(Duration patience) {
        state.saveCounters();
        byte[] mark = mark().encode();
        boolean frozen = patience.isZero() ? index.freeze(mark) : index.freeze(mark, patience);
        if (frozen) {
            dirty = false;
            listener.checkpointTaken();
        } else if (index.flushFailure().filter(CommitLog::isFullDisk).isPresent()) {
            // Without the index compaction cannot give back anything either.
            listener.releaseReserve();
        }
        return frozen;
    }

    private static boolean isFullDisk(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof DiskFullException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private Checkpoint mark() {
        return new Checkpoint(next, sequence, clock.last(), state.highestBucketId(), state.extentLimit(), false);
    }

    /**
     * Does what is due while nothing waits: the force that relaxed changes still want, and one checkpoint some time
     * after the last change, so that the next start has little to read.
     *
     * @return nanoseconds until something is due again; {@link Long#MAX_VALUE} if nothing is
     */
    long idle() throws IOException {
        long now = System.nanoTime();
        if (unforced) {
            long due = config.durability().fastInterval().toNanos() - (now - unforcedSince);
            if (due > 0) {
                return due;
            }
            force();
            announce();
            afterCommit();
        }
        if (!dirty) {
            return Long.MAX_VALUE;
        }
        long due = IDLE_BEFORE_CHECKPOINT.toNanos() - (now - lastCommit);
        if (due > 0) {
            return due;
        }
        return checkpoint(Duration.ZERO) ? Long.MAX_VALUE : IDLE_BEFORE_CHECKPOINT.toNanos();
    }

    /** Makes all durable and the index complete; the last thing the committer's thread is followed by. */
    void close() throws IOException {
        force();
        announce();
        freed.forEach(listener::extentFreed);
        freed.clear();
        if (dirty) {
            state.saveCounters();
            try {
                index.flushNow(mark().encode());
                dirty = false;
            } catch (IOException e) {
                if (!isFullDisk(e)) {
                    throw e;
                }
                LOG.warn("The disk is full and the index stays behind; the next start reads the journal instead", e);
            }
        }
    }
}
