package io.maxiofs.storage.engine;

import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StorageException;
import io.maxiofs.storage.change.LocalChangeStream;
import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.codec.StoredBody;
import io.maxiofs.storage.codec.VersionCodec;
import io.maxiofs.storage.index.Index;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.JournalDamage;
import io.maxiofs.storage.journal.ScanReport;
import io.maxiofs.storage.journal.SegmentInfo;
import io.maxiofs.storage.model.VersionSelector;
import io.maxiofs.storage.state.Entry;
import io.maxiofs.storage.state.SegmentLedger.Share;
import io.maxiofs.storage.state.StoreState;
import io.maxiofs.storage.state.Table;
import io.maxiofs.storage.state.TableKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the space of overwritten and deleted things back: writes what still lives in a mostly dead segment once more, at
 * the end of the journal, and retires the segment when all of that is durable. A crash in between leaves both copies,
 * which are the same. Of several compactors, one works at a time.
 */
final class Compactor {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    private static final int ATTEMPTS = 100;
    private static final int MOVES_UNDER_WAY = 64;

    private final Journal journal;
    private final Index index;
    private final StoreState state;
    private final Committer committer;
    private final VersionLookup lookup;
    private final int liveBelowPercent;
    private final LongConsumer throttle;
    private final LocalChangeStream changes;
    /** Shared by all compactors of an engine: the segment that one has chosen is not another's to give up. */
    private final ReentrantLock turn;
    /** Segments that could not be compacted because of damage. Used by whose turn it is. */
    private final Set<Long> damaged;

    /**
     * @param liveBelowPercent segments with a smaller share of live bytes are compacted
     * @param throttle is told of bytes about to be read, and waits if that is too fast
     */
    Compactor(Engine engine, int liveBelowPercent, LongConsumer throttle) {
        this.journal = engine.journal();
        this.index = engine.index();
        this.state = engine.state();
        this.committer = engine.committer();
        this.lookup = engine.lookup();
        this.liveBelowPercent = liveBelowPercent;
        this.throttle = throttle;
        this.changes = engine.changes();
        this.turn = engine.compactionTurn();
        this.damaged = engine.damagedSegments();
    }

    /** Compacts the emptiest segment that is worth it; false if there is none. Waits for another compaction to end. */
    boolean compactOne() throws IOException {
        turn.lock();
        try {
            for (Optional<Long> victim = choose(); victim.isPresent(); victim = choose()) {
                if (compactUnlessDamaged(victim.get())) {
                    return true;
                }
            }
            return false;
        } finally {
            turn.unlock();
        }
    }

    /** A segment that is damaged where it still is needed stays, and does not keep others from being compacted. */
    private boolean compactUnlessDamaged(long victim) throws IOException {
        try {
            if (compact(victim)) {
                return true;
            }
        } catch (CorruptDataException e) {
            LOG.error("Segment {} is damaged and stays as it is", victim, e);
        }
        damaged.add(victim);
        return false;
    }

    private Optional<Long> choose() throws IOException {
        // Only segments the index has caught up with: what is behind the checkpoint must be there after a crash.
        long caughtUp = index.checkpoint()
                .map(Checkpoint::decode)
                .map(mark -> mark.position().segment())
                .orElse(0L);
        long free = Math.min(caughtUp, changes.heldFrom(journal));
        Map<Long, Share> shares =
                ask(context -> Decision.unchanged(context.state().segments().shares()));
        return journal.segments().stream()
                .filter(segment -> segment.sealed() && segment.id() < free && !damaged.contains(segment.id()))
                .filter(segment -> isWorthIt(segment, shares.get(segment.id())))
                .min(Comparator.comparingLong(segment -> live(segment, shares.get(segment.id()))))
                .map(SegmentInfo::id);
    }

    private boolean isWorthIt(SegmentInfo segment, @Nullable Share share) {
        return live(segment, share) * 100 < (long) segment.usedBytes() * liveBelowPercent;
    }

    private long live(SegmentInfo segment, @Nullable Share share) {
        if (share == null) {
            return 0;
        }
        boolean removalsNeeded = share.removalBytes() > 0 && exists(share.removalSpan(), segment.id());
        return share.liveBytes() + (removalsNeeded ? share.removalBytes() : 0);
    }

    /** Whether a segment of the span, other than {@code self}, exists. */
    private boolean exists(Change.Span span, long self) {
        return journal.segments().stream()
                .mapToLong(SegmentInfo::id)
                .anyMatch(id -> id >= span.first() && id <= span.last() && id != self);
    }

    /** Moves all that lives in a segment and retires it; false if it could not be read to the end. */
    boolean compact(long victim) throws IOException {
        List<CompletableFuture<?>> underWay = new ArrayList<>();
        ScanReport report = journal.scan(victim, record -> {
            throttle.accept(record.length());
            for (ChangeRecord.Step step : ChangeCodec.decode(record.payload()).steps()) {
                move(step, victim, underWay);
            }
            if (underWay.size() >= MOVES_UNDER_WAY) {
                settle(underWay);
            }
        });
        settle(underWay);
        // A damaged body is either one that nobody needs any more, or what needs it is counted below.
        if (report.damages().stream().anyMatch(damage -> damage.kind() != JournalDamage.Kind.BODY)) {
            LOG.error("Segment {} is damaged and stays as it is: {}", victim, report.damages());
            return false;
        }
        long left = ask(context ->
                Decision.unchanged(context.state().segments().share(victim).liveBytes()));
        if (left != 0) {
            LOG.error("Segment {} still accounts for {} live bytes and stays as it is", victim, left);
            return false;
        }
        journal.retire(victim);
        ask(context -> {
            // No change of what the store holds: only the account of a segment that is gone.
            context.state().segments().forget(victim);
            return Decision.unchanged(true);
        });
        LOG.debug("Segment {} compacted", victim);
        return true;
    }

    private void move(ChangeRecord.Step step, long victim, List<CompletableFuture<?>> underWay) {
        switch (step.change()) {
            case Change.PutVersion put -> moveVersion(put, victim);
            case Change.PutBucket put -> moveRow(Table.BUCKET, TableKeys.number(put.bucketId()), put, victim, underWay);
            case Change.PutUpload put ->
                moveRow(Table.UPLOAD, TableKeys.upload(put.bucketId(), put.key(), put.id()), put, victim, underWay);
            case Change.PutPart put ->
                moveRow(Table.PART, TableKeys.part(put.id(), put.number()), put, victim, underWay);
            case Change.RemoveVersion remove -> moveRemoval(remove.span(), step, victim, underWay);
            case Change.RemoveBucket remove -> moveRemoval(remove.span(), step, victim, underWay);
            case Change.RemoveUpload remove -> moveRemoval(remove.span(), step, victim, underWay);
            case Change.ReserveExtents ignored ->
                underWay.add(committer.submit(new MoveCommands.Step(step.change(), step.sequence())));
        }
    }

    private void moveRow(Table table, byte[] key, Change old, long victim, List<CompletableFuture<?>> underWay) {
        Entry entry = Entry.readOrNull(state.durable().get(table, key));
        if (entry != null && MoveCommands.livesIn(entry, victim)) {
            underWay.add(committer.submit(new MoveCommands.Row(table, key, old, victim)));
        }
    }

    private void moveRemoval(
            Change.Span span, ChangeRecord.Step step, long victim, List<CompletableFuture<?>> underWay) {
        if (exists(span, victim)) {
            underWay.add(committer.submit(new MoveCommands.Step(step.change(), step.sequence())));
        }
    }

    private void moveVersion(Change.PutVersion put, long victim) {
        for (int i = 0; i < ATTEMPTS; i++) {
            Entry entry = find(put);
            if (entry == null || !MoveCommands.livesIn(entry, victim)) {
                return;
            }
            MoveCommands.Version command = new MoveCommands.Version(put, victim, entry.body(), inlineBytes(entry));
            if (await(committer.submit(command)) == MoveCommands.Outcome.DONE) {
                return;
            }
        }
        throw new IllegalStateException("A version keeps changing while it is moved: " + put.key());
    }

    private @Nullable Entry find(Change.PutVersion put) {
        VersionCodec.Outline outline = VersionCodec.outline(put.entity(), 0);
        VersionSelector selector =
                outline.nullVersion() ? VersionSelector.NULL : new VersionSelector.Exact(outline.id());
        VersionLookup.Found found = lookup.find(put.bucketId(), put.key(), selector);
        return found == null || !found.stored().version().id().equals(outline.id()) ? null : found.entry();
    }

    private Decision.@Nullable InlineBytes inlineBytes(Entry entry) {
        StoredBody body =
                VersionCodec.outline(entry.bytes(), entry.entityOffset()).body();
        if (!(body instanceof StoredBody.Inline inline)) {
            return null;
        }
        try {
            Entry.BodyPlace at = entry.body();
            return new Decision.InlineBytes(
                    journal.readBody(at.segment(), at.offset(), inline.storedLength(), inline.crc()), inline.crc());
        } catch (IOException e) {
            throw BodyAccess.unavailable(e);
        }
    }

    private <T> T ask(Command<T> question) {
        return await(committer.submit(question));
    }

    private static void settle(List<CompletableFuture<?>> underWay) {
        underWay.forEach(Compactor::await);
        underWay.clear();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StorageException refusal ? refusal : e;
        }
    }
}
