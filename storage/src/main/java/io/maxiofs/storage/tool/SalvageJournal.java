package io.maxiofs.storage.tool;

import io.maxiofs.storage.codec.Change;
import io.maxiofs.storage.codec.ChangeCodec;
import io.maxiofs.storage.codec.ChangeRecord;
import io.maxiofs.storage.engine.EngineConfig;
import io.maxiofs.storage.file.Disk;
import io.maxiofs.storage.journal.Appended;
import io.maxiofs.storage.journal.Journal;
import io.maxiofs.storage.journal.NewRecord;
import io.maxiofs.storage.journal.RecordPosition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The journal of the store that salvage writes: one record for each thing, with the sequence number it had. */
final class SalvageJournal implements AutoCloseable {
    /** As the engine writes them. */
    private static final byte RECORD_TYPE = 1;

    private static final long FORCE_EVERY_BYTES = 4L << 20;
    private static final int TELL_EVERY = 10_000;

    private final Journal journal;
    private final Instant at;
    private final LongConsumer progress;
    private long sequence;
    private long unforced;
    private long records;

    /** @param lastSequence of the damaged store; records here go on behind it */
    SalvageJournal(Disk disk, Path directory, long lastSequence, InstantSource clock, LongConsumer progress)
            throws IOException {
        this.journal = Journal.open(disk, directory, EngineConfig.DEFAULT.journal());
        this.at = clock.instant();
        this.progress = progress;
        this.sequence = lastSequence;
        journal.recover(RecordPosition.START, record -> {
            throw new IllegalStateException("The new journal is not empty");
        });
    }

    /**
     * @param stepSequence the sequence number of the change; 0 for one that is new
     * @param body inline body; null if the change has none
     */
    void add(long stepSequence, Change change, @Nullable ByteBuffer body, int crc) throws IOException {
        sequence++;
        long own = stepSequence == 0 ? sequence : stepSequence;
        int bodyOffset = body == null ? ChangeRecord.Step.NO_BODY : 0;
        ChangeRecord record = new ChangeRecord(
                ChangeRecord.Kind.RELOCATION, at, List.of(new ChangeRecord.Step(own, bodyOffset, change)));
        ByteBuffer bytes = body == null ? ByteBuffer.allocate(0) : body;
        Appended appended =
                journal.append(new NewRecord(sequence, RECORD_TYPE, ChangeCodec.encode(record), bytes, crc));
        unforced += appended.length();
        if (unforced > FORCE_EVERY_BYTES) {
            journal.force();
            unforced = 0;
        }
        if (++records % TELL_EVERY == 0) {
            progress.accept(records);
        }
    }

    @Override
    public void close() throws IOException {
        journal.force();
        journal.close();
    }
}
