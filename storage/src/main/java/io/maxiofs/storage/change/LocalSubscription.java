package io.maxiofs.storage.change;

import io.maxiofs.storage.api.ChangeBatch;
import io.maxiofs.storage.api.ChangeSubscription;
import io.maxiofs.storage.api.ChangesOvertakenException;
import io.maxiofs.storage.api.CorruptDataException;
import io.maxiofs.storage.api.StorageUnavailableException;
import io.maxiofs.storage.api.StorageUnavailableException.Reason;
import io.maxiofs.storage.api.StoreChange;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.JournalCursor;
import io.maxiofs.storage.journal.JournalRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the journal behind a position and sees to it that no record is missing. */
final class LocalSubscription implements ChangeSubscription {
    /** Payload bytes after which a batch is closed. */
    private static final int MAX_BATCH_BYTES = 4 << 20;

    private final LocalChangeStream stream;
    private final Registration registration;
    private volatile long position;
    private volatile boolean closed;
    private @Nullable Journal journal;
    private @Nullable JournalCursor cursor;
    /** First record behind a gap; -1 if there is none. */
    private long behindGap = -1;

    LocalSubscription(LocalChangeStream stream, Registration registration) {
        this.stream = stream;
        this.registration = registration;
        this.position = registration.acknowledged();
    }

    @Override
    public String name() {
        return registration.name();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long acknowledged() {
        return registration.acknowledged();
    }

    @Override
    public ChangeBatch next(int maxChanges, Duration wait) throws ChangesOvertakenException, InterruptedException {
        if (maxChanges < 1) {
            throw new IllegalArgumentException("maxChanges: " + maxChanges);
        }
        long left = wait.toNanos();
        while (true) {
            requireOpen();
            long durable = stream.position();
            if (position > durable) {
                throw new ChangesOvertakenException(
                        position + 1, durable, "Position " + position + " is not of this store: it ends at " + durable);
            }
            if (position < durable) {
                List<StoreChange> changes = read(durable, maxChanges);
                if (!changes.isEmpty()) {
                    return new ChangeBatch(changes, position);
                }
            } else if (left <= 0) {
                return new ChangeBatch(List.of(), position);
            } else {
                left = stream.mark().await(position, left, this::isEnded);
            }
        }
    }

    private boolean isEnded() {
        return closed || stream.isClosed();
    }

    private void requireOpen() {
        if (isEnded()) {
            throw new StorageUnavailableException(Reason.CLOSED, "The subscription is closed: " + name());
        }
    }

    /**
     * Reads on. Empty only if the position moved and nothing concerns others.
     *
     * @throws StorageUnavailableException if the journal was closed meanwhile, or cannot be read
     */
    private List<StoreChange> read(long durable, int maxChanges) throws ChangesOvertakenException {
        LocalChangeStream.Source source = stream.source();
        try {
            return read(source, durable, maxChanges);
        } catch (ChangesOvertakenException | RuntimeException e) {
            if (source.ended().getAsBoolean()) {
                cursor = null;
                behindGap = -1;
                throw new StorageUnavailableException(
                        Reason.WRITES_STOPPED, "The store is being checked after a failed write", e);
            }
            throw e;
        }
    }

    private List<StoreChange> read(LocalChangeStream.Source source, long durable, int maxChanges)
            throws ChangesOvertakenException {
        Reading reading = new Reading(new ChangeTranslation(source.buckets()::nameOf), maxChanges);
        long before = position;
        try {
            cursor(source.journal()).read(durable, reading::accept);
        } catch (IOException e) {
            cursor = null;
            throw new StorageUnavailableException(Reason.DRIVE_MISSING, "Changes cannot be read: " + e.getMessage(), e);
        } catch (CorruptDataException e) {
            cursor = null;
            throw new ChangesOvertakenException(
                    position + 1, position + 1, "The record of change " + (position + 1) + " is not understood: " + e);
        }
        if (reading.changes.isEmpty() && position == before) {
            cursor = null;
            long resumeAt = behindGap >= 0 ? behindGap - 1 : durable;
            behindGap = -1;
            throw new ChangesOvertakenException(
                    before + 1,
                    resumeAt,
                    "Changes " + (before + 1) + " to " + resumeAt + " are not there any more for " + name());
        }
        return reading.changes;
    }

    private JournalCursor cursor(Journal now) throws IOException {
        JournalCursor open = cursor;
        if (open == null || journal != now) {
            open = now.cursor(position + 1);
            cursor = open;
            journal = now;
        }
        return open;
    }

    /** One look at the journal. */
    private final class Reading {
        private final ChangeTranslation translation;
        private final int maxChanges;
        private final List<StoreChange> changes = new ArrayList<>();
        private long bytes;

        Reading(ChangeTranslation translation, int maxChanges) {
            this.translation = translation;
            this.maxChanges = maxChanges;
        }

        boolean accept(JournalRecord record) {
            if (record.sequence() <= position) {
                return true;
            }
            if (record.sequence() != position + 1) {
                behindGap = record.sequence();
                // The record is read once more, by a new cursor, if the subscriber wants to go on.
                cursor = null;
                return false;
            }
            translation.of(record).ifPresent(changes::add);
            registration.read(record.sequence(), record.position());
            position = record.sequence();
            bytes += record.payload().remaining();
            return changes.size() < maxChanges && bytes < MAX_BATCH_BYTES;
        }
    }

    @Override
    public void seek(long newPosition) {
        position = newPosition;
        cursor = null;
        behindGap = -1;
        registration.seek(newPosition);
        stream.save();
    }

    @Override
    public void acknowledge(long newPosition) {
        if (newPosition > position) {
            throw new IllegalArgumentException("Nothing up to " + newPosition + " was handed out yet");
        }
        if (registration.acknowledge(newPosition)) {
            stream.save();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            registration.closed();
            stream.mark().wake();
        }
    }
}
